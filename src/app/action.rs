//! What a key means.

/// What a key means where it was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Leave the program; asks where something could be lost.
    Leave,
    /// Back to the shell, until it says to go on.
    Stop,
    /// Show the keys that work here.
    Help,
    /// Find an act by its name.
    Palette,
    /// Draw the whole screen again.
    Redraw,
    /// The next theme.
    Theme,
    /// One up.
    Up,
    /// One down.
    Down,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// Take what is marked.
    Choose,
    /// Go back; what was typed stays as a draft.
    Back,

    /// Set up a session.
    NewSession,
    /// Open a session with nobody in it yet.
    StartNow,
    /// Watch a sample evening.
    SeeEvening,
    /// Look for words in every session.
    Search,
    /// Narrow the list.
    Filter,
    /// To what was promised, in all groups.
    Due,

    /// To the next field.
    NextField,
    /// To the field before.
    PreviousField,
    /// Open the evening that was set up.
    OpenEvening,

    /// End the turn and give the floor to whoever is suggested.
    Next,
    /// Give the floor to whoever is suggested, without starting the clock.
    CallOnly,
    /// Give the floor to somebody else.
    CallWhom,
    /// Start, pause or resume the clock.
    StartOrPause,
    /// Thirty seconds more.
    More,
    /// Thirty seconds less.
    Less,
    /// Count the time while the program was away.
    CountAway,
    /// End the turn; nobody has the floor.
    EndTurn,
    /// The speaker began five seconds earlier.
    PutStartBack,
    /// Somebody replies to the remark in front.
    Reply,
    /// Somebody asks a question, which pauses the speaker.
    Question,
    /// Somebody has a point of process, which is heard at once.
    PointOfProcess,
    /// Whose question it was.
    NameWhose,
    /// Several hands went up at once.
    HandsTogether,
    /// Somebody lets another go first.
    LetGoFirst,
    /// Somebody is put first.
    PutFirst,
    /// Close the list, open it, or give the last word.
    List,
    /// The list closes soon.
    LastCall,
    /// Hold the queue for one remark, or go on with it.
    StayWith,
    /// The last speaker goes back to the queue.
    PutSpeakerBack,
    /// The speaker is interrupted, or goes on.
    Interruption,
    /// Whoever is suggested passes.
    Pass,
    /// Whoever is suggested passes, and is asked again at the end of the round.
    PassForNow,
    /// Begin another round.
    AnotherRound,
    /// Another order rule for the phase in front.
    Order,
    /// Who sits in the inner circle, or who tells.
    NameThem,
    /// The small page of clock acts.
    ClockPage,
    /// Share the time left of the phase fairly among those who wait.
    Share,
    /// Keep silence together.
    Silence,
    /// A pause that anyone may call.
    CallPause,
    /// The time of the empty floor was a speaker's.
    FloorToSpeaker,
    /// The time of the empty floor was silence.
    FloorToSilence,
    /// A breath between speakers, or none any more.
    Breath,
    /// More time for this phase, from those to come.
    FromTheRest,
    /// More time for this phase; the evening ends later.
    EndLater,
    /// Set the question of this phase aside.
    ParkQuestion,
    /// Limit the time of each party, share what one took too much, or end the limit.
    PartyTime,
    /// Switch the bell.
    Bell,
    /// Turn the room display to its other page.
    RoomPage,
    /// The moderator's mirror.
    Mirror,
    /// Take the last act back.
    Undo,
    /// Do it again after all.
    Redo,
    /// Open the note line.
    NoteLine,
    /// Open the statement line.
    StatementLine,
    /// Move to another phase.
    Phases,
    /// Go on with the journal in another folder, because saving does not work.
    SaveElsewhere,
    /// The ground rules, to be read aloud and accepted.
    Agreements,
    /// To the board.
    Board,
    /// To the list of notes.
    Notes,
    /// To the people: late, leaving, corrected.
    People,
    /// What the right column shows.
    Side,
    /// End the evening and look at what will remain.
    EndEvening,

    /// Keep what was typed.
    Keep,
    /// The next kind of note.
    NextKind,
    /// A line break in the text.
    NewLine,

    /// Put the statement in other words.
    Reword,
    /// Read it back: common ground.
    Confirm,
    /// Read it back: everybody can live with it.
    ConfirmLiving,
    /// Take a test of agreement.
    TestAgreement,
    /// Hold it as a difference.
    Hold,
    /// Put it in brackets.
    Bracket,
    /// Set it aside.
    Park,
    /// Take it back.
    Withdraw,
    /// Put it back on the table.
    Reopen,
    /// Every wording it has had, and what changed.
    Wordings,
    /// Make one of it and another.
    Merge,
    /// Make two of it.
    Split,
    /// In front of the one above.
    MoveUp,
    /// Behind the one below.
    MoveDown,
    /// Write down what is wrong with it, without an author.
    Criticise,
    /// A paragraph of the one text, or none any more.
    IntoText,
    /// Nothing holds until everything holds.
    AllOrNothing,
    /// For whom the memorandum is.
    Audience,
    /// To the one text.
    TextPage,
    /// Put the next draft on the table, or take it up.
    Draft,
    /// The one question on the whole.
    Whole,
    /// To what was promised, or in a phase with restating to what was heard.
    FollowUps,
    /// Write down who does what by when.
    NewFollowUp,
    /// Put a follow-up otherwise.
    EditFollowUp,
    /// It is done.
    FollowUpDone,
    /// It is not wanted any more.
    FollowUpDropped,
    /// It is to be done after all.
    FollowUpOpen,
    /// The speaker says: yes, that is what I said.
    HeardYes,
    /// The speaker says: not quite.
    HeardNotQuite,
    /// The speaker does not ask for it.
    HeardWaived,
    /// Put what a side says otherwise.
    EditSide,
    /// One answer back.
    AnswerBack,

    /// Put the text of a note right.
    EditNote,
    /// Give a note the next kind.
    Rekind,
    /// Delete a note.
    DeleteNote,

    /// Write down somebody who came.
    AddPerson,
    /// Somebody left, or came back.
    LeftOrBack,
    /// Put a name, party or role right.
    CorrectPerson,
    /// One seat to the front of the circle.
    SeatUp,
    /// One seat further back.
    SeatDown,
    /// Take somebody out who was written down by mistake.
    RemovePerson,

    /// The record rule: read aloud, or another.
    RecordRule,
    /// Off the record, or back on it.
    OffRecord,
    /// The phase is covered from its beginning.
    CoverPhase,
    /// The group lets something into the sealed file.
    Release,
    /// Take something out for good.
    Strike,
    /// Blank the screen, or bring it back.
    Curtain,

    /// Write the sealed file.
    Seal,
    /// Go on with the evening after all.
    GoOn,
    /// Throw the session away.
    Discard,

    /// The next page.
    NextPage,
    /// The page before.
    PreviousPage,

    /// Pause or go on with the replay.
    PauseReplay,
    /// A minute on.
    Forward,
    /// A minute back.
    Backward,
    /// Faster.
    Faster,
    /// Slower.
    Slower,
    /// To the beginning.
    ToBeginning,
    /// To the end.
    ToEnd,
    /// To a moment that is typed.
    GoTo,

    /// Only the notes of one kind.
    FilterKind,
    /// Only the notes of one person.
    FilterWho,
    /// Only the notes of one phase.
    FilterPhase,
    /// All notes.
    FilterOff,
    /// The same as a table, or as a picture.
    Table,

    /// Hand on what others may read.
    HandOn,
    /// Tell who spoke how long, or don't.
    TellAirtime,
    /// The moderator's own page.
    OwnPage,
    /// Look through what would tell.
    LookThrough,
    /// Leave it for tomorrow.
    Tomorrow,
    /// The names in it are replaced.
    Replace,
    /// It stays as it is.
    KeepText,
    /// The whole text is left out.
    StrikeText,

    /// To the page of the group.
    GroupPage,
    /// Compare two evenings.
    Compare,
    /// Edit the group's file.
    EditGroup,
    /// The next stage of the dialogue.
    NextStage,
}

impl Action {
    /// Whether everybody finds the key without being told: the hint line leaves it out.
    #[must_use]
    pub const fn is_obvious(self) -> bool {
        matches!(
            self,
            Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::PreviousField
                | Self::PreviousPage
                | Self::Backward
                | Self::ToBeginning
                | Self::ToEnd
                | Self::Stop
                | Self::Redraw
                | Self::Curtain
                | Self::Theme
        )
    }
}
