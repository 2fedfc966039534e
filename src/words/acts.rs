//! The names of acts, as the hint line, the help page and the README say them.

/// An act's short name for the hint line and its sentence for the help page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActWords {
    /// A word or two.
    pub short: &'static str,
    /// What it does.
    pub long: &'static str,
}

/// Enter on a phase of the list.
pub const GOES_THERE: &str = "goes there";
/// Enter on an order rule of the list.
pub const FROM_NOW_ON: &str = "from now on";
/// Enter on those who were named.
pub const THAT_IS_ALL: &str = "that is all";
/// Enter on the agreements.
pub const ACCEPTED: &str = "accepted";
/// The key of the follow-ups where a turn is to be restated.
pub const WHAT_WAS_HEARD: &str = "what was heard";
/// Enter on a wording that is read back.
pub const CONFIRMED: &str = "confirmed";
/// Enter on a difference.
pub const ONWARD: &str = "go on";
/// Enter on what is only looked at.
pub const CLOSE: &str = "back";
/// Enter on the set-up of a test.
pub const FIX: &str = "fix it and ask";
/// Enter on the result of a test.
pub const KEEP_RESULT: &str = "keep";
/// Enter when the speaker goes on who stood for a question.
pub const GOES_ON: &str = "goes on";
/// The key of the room display while it shows the board.
pub const ROOM_BACK: &str = "room: the floor";
/// Enter on the text of a record rule.
pub const READ_ALOUD: &str = "it was read aloud";
/// The key of the record while nothing is kept.
pub const BACK_ON_RECORD: &str = "back on the record";
/// The clock's key before the clock runs.
pub const START: &str = "start";
/// The clock's key while the clock stands.
pub const RESUME: &str = "resume";

/// The clock's key while the room is quiet.
pub const END_QUIET: &str = "goes on";

macro_rules! acts {
    ($($name:ident = $short:literal, $long:literal;)*) => {
        $(#[doc = $long] pub const $name: ActWords = ActWords { short: $short, long: $long };)*
    };
}

acts! {
    LEAVE = "leave", "leave Parlor; a running evening can be continued";
    LEAVE_ROOM = "leave", "leave the room display; the evening goes on without it";
    ROOM_PAGE = "room", "turn the room display to what was confirmed, or back to the question and the clock";
    STOP = "shell", "back to the shell; `fg` goes on, and a running turn stands meanwhile";
    HELP = "help", "the keys that work here";
    PALETTE = "more", "find any act by its name, and see its key";
    THEME = "theme", "other colours: dark, light, strong contrast, blue and orange, none";
    REDRAW = "redraw", "draw the whole screen again";
    UP = "up", "one up";
    DOWN = "down", "one down";
    PAGE_UP = "page up", "a screen up";
    PAGE_DOWN = "page down", "a screen down";
    OPEN = "open", "open what is marked";
    BACK = "back", "go back; what was typed stays as a draft";
    NEW = "new session", "set up a session";
    START_NOW = "start now", "open a plain evening with nobody in it yet";
    SEARCH = "search", "look for words in every session, as you type";
    FILTER = "filter", "narrow the list as you type: date, title, group, people; Esc shows everything again";
    DUE = "follow-ups", "what was promised, in all groups, by due date";
    SEE = "see an evening", "watch a sample evening, thirty times as fast";
    NEXT_FIELD = "next field", "to the next field";
    PREVIOUS_FIELD = "field before", "to the field before";
    CHANGE = "change", "the format before or after this one; in the group field, the group";
    OPEN_EVENING = "open the evening", "open the evening; Enter on an empty line of the people does it too";
    NEXT = "next", "end the turn and give the floor to whoever is suggested";
    CALL_ONLY = "call", "give the floor to whoever is suggested, and start the clock later";
    CALL_WHOM = "give floor", "give the floor to somebody else: then their key";
    START_PAUSE = "start/pause", "start, pause or resume the clock of the turn";
    COUNT_AWAY = "count it", "the speaker went on while Parlor was away: the time is theirs";
    MORE = "+30 s", "thirty seconds more";
    LESS = "−30 s", "thirty seconds less";
    END_TURN = "end turn", "end the turn; nobody has the floor";
    PUT_BACK = "began earlier", "the speaker, or the interruption, began five seconds before the clock did";
    REPLY = "reply", "a reply to the remark in front: then their key; Enter, where it is not known whose";
    QUESTION = "question", "a question, which pauses the speaker: then their key, or Enter";
    POINT = "point of process", "a point of process, heard at once and not airtime: then their key, or Enter";
    NAME_WHOSE = "whose it was", "whose question or reply it was that has no name yet: then their key";
    HANDS_TOGETHER = "hands at once", "several hands at once: their keys, then Enter; of equals, whoever was heard least";
    LET_GO_FIRST = "lets go first", "somebody lets another go first: then their key; never up";
    PUT_FIRST = "put first", "put somebody first in the queue: then their key; it is logged";
    LIST = "list", "the list: Enter closes it or opens it, x is the last call, a key gives the last word";
    LAST_CALL = "last call", "where the list is asked about: the last call";
    STAY_WITH = "stay with it", "stay with the remark in front for up to three replies; again: on with the queue";
    PUT_SPEAKER_BACK = "back in queue", "put the last speaker back in the queue; what was said stays";
    INTERRUPTION = "interrupted", "the speaker is interrupted and has the seconds back; again: goes on. < began earlier";
    PASS = "pass", "in a go-round: whoever was just called passes, or else whoever is suggested";
    PASS_FOR_NOW = "pass for now", "in a go-round: passes, and is asked again at its end";
    ANOTHER_ROUND = "another round", "in a go-round: begin another, with another starter and the other way round";
    ORDER = "order", "another order rule for this phase";
    NAME_THEM = "name them", "in a fishbowl who sits inside, with named tellers who tells: their keys, in order";
    SIDE_OF = "a side", "all of one side, then of the next, then everybody";
    CLOCK_PAGE = "clock", "acts of the clock: silence, a breath, sharing what is left, a phase that runs over";
    SHARE = "share fairly", "share what is left of the phase among those who wait";
    SILENCE = "silence", "keep silence together; whoever speaks goes on afterwards";
    CALL_PAUSE = "pause for all", "a pause that anyone may call; Space ends it";
    FLOOR_TO_SPEAKER = "to a speaker", "the time of the empty floor was a speaker's";
    FLOOR_TO_SILENCE = "was silence", "the time of the empty floor was silence";
    BREATH = "breath", "a breath between speakers (five seconds, unless you set another length), or none any more";
    FROM_THE_REST = "from the rest", "more time for this phase, taken fairly from those to come";
    END_LATER = "end later", "more time for this phase; the evening ends later";
    PARK_QUESTION = "park", "set the question of this phase aside, on the board, and move on";
    PARTY_TIME = "parties", "limit the time of each party; give what one took too much to the others; no limit";
    BELL = "bell", "the bell at the end of a turn and of a silence, on or off";
    MIRROR = "mirror", "the moderator's mirror: your own acts, for your eyes; hand over the chair";
    UNDO = "undo", "take the last act on the floor or the board back";
    REDO = "redo", "do it again after all";
    NOTE = "note", "write a note; F2 F3 F4 and Alt with a key still run the floor";
    STATEMENT = "statement", "put a statement on the board";
    PHASES = "phase", "move to another phase";
    SAVE_ELSEWHERE = "save elsewhere", "when saving does not work: go on in another folder";
    AGREEMENTS = "agreements", "the ground rules, to be read aloud and accepted";
    BOARD = "board", "the common-ground board";
    NOTES = "notes", "the notes, to edit, re-kind or delete";
    PEOPLE = "people", "the people: somebody late, somebody leaving, a name put right";
    SIDE = "side", "the right column: the board, airtime for the moderator's eyes, or why each turn";
    END_EVENING = "end evening", "stop the clocks and look at what will remain";
    CONTINUE_HERE = "continue here", "continue the evening here, once the other Parlor is gone";
    HAND = "hand", "raise or lower this person's hand";
    KEEP = "keep", "keep what was typed";
    NEXT_KIND = "kind", "the next kind of note";
    NEW_LINE = "line break", "a line break in the text";
    REWORD = "reword", "put the statement in other words, and say why; it is proposed again";
    CONFIRM = "common ground", "read it back: a person of every party confirms this wording, and it is common ground";
    CAN_LIVE = "can live with", "read it back as what everybody can live with";
    TEST = "test", "a test of agreement: scale and threshold first, then the answers, all at once";
    HOLD = "difference", "hold it as a difference: both formulations, each fair to its side and understood by the other";
    BRACKET = "brackets", "put it in brackets, with a second supporter";
    PARK = "park", "set it aside, with a reason and a return";
    WITHDRAW = "withdraw", "take it back";
    REOPEN = "reopen", "put it back on the table";
    WORDINGS = "wordings", "every wording it has had, and what changed, word by word";
    MERGE = "merge", "make one of it and another";
    SPLIT = "split", "make two of it, a line each";
    MOVE_UP = "higher", "in front of the one above";
    MOVE_DOWN = "lower", "behind the one below";
    CRITICISE = "criticise", "write down what is wrong with it and the interest behind that, without an author";
    INTO_TEXT = "into the text", "make it a paragraph of the one text, or take it out again";
    ALL_OR_NOTHING = "all or nothing", "nothing is agreed until everything is agreed: everything is provisional, or is so no longer";
    AUDIENCE = "for whom", "write down for whom the memorandum is, as the group decided: group, public, or names";
    TEXT_PAGE = "one text", "the one text: paragraphs, drafts, criticism";
    DRAFT = "draft", "put the next draft on the table; or the drafter takes it up";
    WHOLE = "whole text", "the one question on the whole: read it back, and everybody confirms it";
    CHANGES = "changes", "what changed since the draft before";
    FOLLOW_UPS = "follow-ups", "who does what by when; in a phase with restating, what the other side heard";
    NEW_FOLLOW_UP = "follow-up", "write down who does what by when: @Hanan brings the photographs by 11 April";
    EDIT_FOLLOW_UP = "edit", "put it otherwise";
    DONE = "done", "it is done";
    DROPPED = "dropped", "it is not wanted any more";
    STILL_OPEN = "open", "it is to be done after all";
    HEARD_YES = "yes", "the speaker says: yes, that is what I said";
    HEARD_NOT_QUITE = "not quite", "the speaker says: not quite, and it is said again";
    HEARD_WAIVED = "waive", "the speaker does not ask for it";
    EDIT_SIDE = "reword", "put what this side says otherwise";
    BOARD_PAGE = "board", "back to the board";
    TAKE = "go on", "confirm, or go on with what is asked";
    OTHER_SIDE = "other", "the other side, the other choice, or leave this one out";
    ANSWER_BACK = "back", "take the last answer back";
    ABORT = "leave", "leave it; what was answered is not kept";
    AMEND = "put right", "put right what is marked: a note and its #kind, a wording, a follow-up, the title; the file keeps its text";
    REPLAY = "replay", "the live screen as it was, from this moment on";
    FILTER_KIND = "kind", "only the notes of one kind; again: the next kind, and then all";
    FILTER_WHO = "whose", "only the notes of one person; again: the next, and then all";
    FILTER_PHASE = "phase", "only the notes of one phase; again: the next, and then all";
    FILTER_OFF = "all", "all notes again";
    NEXT_FOLLOW_UP = "follow-up", "mark the next follow-up, to put it right or say what became of it";
    GROUP_PAGE = "group", "the page of the group: evening by evening, statements, follow-ups";
    COMPARE = "compare", "compare two evenings: c on the one, then c on the other";
    NEXT_OF_GROUP = "next session", "set up the group's next evening, with what goes over to it";
    EDIT_GROUP = "edit", "edit the group's file: who is invited, agreements, what is open and promised";
    NEXT_STAGE = "stage", "the next stage of the dialogue: deciding, mapping, probing, scenarios, acting";
    OPEN_EVENING_OF = "open", "open the evening, or the last one that knows what is marked";
    SAVE_GROUP = "save", "save the group's file";
    CHOICE = "change", "the one before or after this one";
    TABLE = "table", "the same as a table, or as a picture again";
    NEXT_MOMENT = "next", "to what happened next";
    EARLIER_MOMENT = "before", "to what happened before";
    TO_BEGINNING = "beginning", "to the beginning";
    TO_END = "end", "to the end";
    FASTER = "faster", "as fast as it was, ten, thirty or sixty times as fast";
    SLOWER = "slower", "slower again";
    NEXT_TURN = "next turn", "to the next turn";
    EARLIER_TURN = "turn before", "to the turn before";
    TEN_ON = "ten on", "ten minutes on";
    TEN_BACK = "ten back", "ten minutes back";
    GO_TO = "go to", "go to a minute, as in 37, or to a time of day, as in 19:42";
    EDIT = "edit", "put the text of the note right";
    REKIND = "kind", "give the note the next kind";
    DELETE = "delete", "delete the note; it will not be in the sealed file";
    ADD = "add", "write down somebody who came: Sami, Palestinian";
    LEFT = "left/back", "the person left, or came back";
    CORRECT = "correct", "put a name, party or role right: Palestinian: Layla (interpreted)";
    SEAT_UP = "seat up", "one seat up: the go-round follows the seats";
    SEAT_DOWN = "seat down", "one seat down";
    REMOVE = "remove", "take somebody out who was written down by mistake and has said nothing";
    RULE = "record rule", "the record rule: read it aloud, or choose another; a change can't be undone";
    OFF_RECORD = "off the record", "off the record, or back on it: nothing is kept meanwhile, and one line says how long it was";
    COVER = "cover phase", "hold the rule of now for what was kept since the phase began, too; this can't be undone";
    RELEASE = "release", "the group lets it into the sealed file, without names";
    STRIKE = "strike", "take it out for good, from memory and disk; this can't be undone";
    CURTAIN = "curtain", "blank the screen at once; the same key, or the passphrase and Enter, brings it back";
    SEAL = "seal", "write the file that remains; this can't be undone";
    GO_ON = "go on", "go on with the evening after all";
    DISCARD = "throw away", "throw the session away, and everything in it";
    HAND_ON = "hand on", "make of it what others may read: a summary, a page, tables, the memorandum";
    OWN_PAGE = "your page", "your own page of that evening: looking back, what you saw, your mirror; for your eyes alone";
    LOOK_THROUGH = "names", "look through the names that stand in the text";
    TOMORROW = "tomorrow", "leave it unsealed until tomorrow, and look through the names then";
    REPLACE = "replace", "a mark stands there instead of the name";
    KEEP_TEXT = "keep", "it stays as it is: it is no name, or it may be told";
    STRIKE_TEXT = "strike", "the whole text is left out";
    LOOKED_THROUGH = "go on", "go on with what was chosen; what was not looked at is replaced";
    STRICTER = "stricter", "tell it under a stricter rule";
    LESS_STRICT = "less strict", "tell it under its own rule again";
    TELL_AIRTIME = "airtime", "tell who spoke how long, or not; only of an attributed evening";
    ANSWER = "write", "write down what is marked, or put it otherwise";
    OBSERVE = "saw", "write down something else that you saw";
    NEXT_PAGE = "next page", "the next page";
    PREVIOUS_PAGE = "page before", "the page before";
    PAUSE = "pause", "pause the replay, or go on";
    FORWARD = "on", "a minute on";
    BACKWARD = "back", "a minute back";
}
