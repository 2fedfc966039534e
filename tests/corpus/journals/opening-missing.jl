J1 7473b3d6 000078 {"n":0,"s":"2026-11-23-0411-2p29","p":0,"head":{"journal":1,"parlor":"0.1.0"}}
J1 eae9cbc3 000170 {"n":2,"s":"2026-11-23-0411-2p29","p":2046267567,"entry":{"at":"0m00.000s","rule":"attributed","event":{"joined":{"id":"p1","name":"Miriam","party":"Jewish","key":"1"}}}}
J1 ab9d83f8 000169 {"n":3,"s":"2026-11-23-0411-2p29","p":3941190595,"entry":{"at":"0m00.000s","rule":"attributed","event":{"joined":{"id":"p2","name":"Eitan","party":"Jewish","key":"2"}}}}
J1 7b564718 000174 {"n":4,"s":"2026-11-23-0411-2p29","p":2879226872,"entry":{"at":"0m00.000s","rule":"attributed","event":{"joined":{"id":"p3","name":"Layla","party":"Palestinian","key":"3"}}}}
J1 a9259a05 000174 {"n":5,"s":"2026-11-23-0411-2p29","p":2069251864,"entry":{"at":"0m00.000s","rule":"attributed","event":{"joined":{"id":"p4","name":"Hanan","party":"Palestinian","key":"4"}}}}
J1 d47f1da7 000125 {"n":6,"s":"2026-11-23-0411-2p29","p":2837813765,"entry":{"at":"0m00.000s","rule":"attributed","event":{"fact":{"phase":1}}}}
J1 84c96a90 000134 {"n":7,"s":"2026-11-23-0411-2p29","p":3565100455,"entry":{"at":"0m01.237s","rule":"attributed","event":{"fact":{"hand_raised":"p3"}}}}
J1 403d269d 000198 {"n":8,"s":"2026-11-23-0411-2p29","p":2227792528,"entry":{"at":"0m02.438s","rule":"attributed","event":{"fact":{"called":{"turn":"t1","who":"p3","why":"asked_first","length":"1m","started":true}}}}}
J1 060e986a 000196 {"n":9,"s":"2026-11-23-0411-2p29","p":1077749405,"entry":{"at":"0m03.653s","rule":"attributed","event":{"fact":{"noted":{"note":"n1","kind":"story","speaker":"floor","text":"We kept the key."}}}}}
J1 cecf1dcb 000187 {"n":10,"s":"2026-11-23-0411-2p29","p":101619818,"entry":{"at":"0m04.879s","rule":"attributed","event":{"fact":{"noted":{"note":"n2","kind":"note","speaker":"p3","text":"it is heavy"}}}}}
J1 ad1c7206 000192 {"n":11,"s":"2026-11-23-0411-2p29","p":3469680075,"entry":{"at":"0m06.095s","rule":"attributed","event":{"fact":{"proposed":{"statement":"s1","who":"nobody","wording":"Both losses count."}}}}}
J1 f7bfb930 000130 {"n":12,"s":"2026-11-23-0411-2p29","p":2904322566,"entry":{"at":"0m07.285s","rule":"attributed","event":{"fact":{"paused":"t1"}}}}
J1 832f927b 000118 {"n":13,"s":"2026-11-23-0411-2p29","p":4156537136,"drafts":[{"purpose":"note","kind":"note","text":"half a thought"}]}
