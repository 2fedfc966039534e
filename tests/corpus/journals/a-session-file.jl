parlor: 1
id: 2026-03-14-1905-k7f3
title: What our children should know
series: Olive Tree Circle
opened: 2026-03-14T19:05:22+02:00
place: Haifa
record_rule: attributed
agreements:
  - Listen before you answer.
phases:
  - title: Open dialogue
    minutes: 70
    order: balanced
    turn: 2m
    question: What would you like the others to understand about your life?
people:
  - id: p1
    name: Eitan
    party: Jewish
    key: "1"
  - id: p2
    name: Hanan
    party: Palestinian
    role: moderator
    key: "2"
log:
  - at: 0m02.000s
    phase: 1
  - at: 1m33.000s
    called:
      turn: t1
      who: p2
      why: least_heard
      length: 2m
      started: true
  - at: 2m10.000s
    noted:
      note: n1
      kind: story
      speaker: p2
      text: We kept the key.
  - at: 3m30.000s
    turn_ended: t1
  - at: 5m00.000s
    proposed:
      statement: s1
      who: p1
      wording: Both losses count.
end: true
