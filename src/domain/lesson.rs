//! The training: what somebody who begins to attend has to do, and whether it was done, told from what has
//! happened in the chats and to the cases. Nothing here knows who clicked what.

use super::command::Command;
use super::registration::is_ready;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Answer LISTO, quoting one's name.
    Register,
    /// Take a case by quoting its announcement.
    Take,
    /// Answer the customer.
    Answer,
    /// Ask what is known: `/info`.
    Info,
    /// Send exactly what is meant: `/cliente`.
    ToCustomer,
    /// Take the case of somebody who cannot wait.
    Urgent,
    /// Answer two customers, each in the right personal group.
    Groups,
    /// Close both cases, with a reason.
    Close,
    /// Try what not to do, where it does no harm.
    Mistakes,
    /// Nothing more.
    Done,
}

impl Step {
    /// All of them, in order; the last is the end.
    pub const ALL: [Self; 10] = [
        Self::Register,
        Self::Take,
        Self::Answer,
        Self::Info,
        Self::ToCustomer,
        Self::Urgent,
        Self::Groups,
        Self::Close,
        Self::Mistakes,
        Self::Done,
    ];

    /// The name in the database and in the keys of texts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Take => "take",
            Self::Answer => "answer",
            Self::Info => "info",
            Self::ToCustomer => "customer",
            Self::Urgent => "urgent",
            Self::Groups => "groups",
            Self::Close => "close",
            Self::Mistakes => "mistakes",
            Self::Done => "done",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// What comes after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL.into_iter().find(|step| *step > self).unwrap_or(Self::Done)
    }
}

/// Something that the trainee wrote since the step began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// It quoted a message.
    pub quotes: bool,
    /// Relevo wrote in that chat afterwards.
    pub answered: bool,
    /// It went to a customer.
    pub reached: bool,
}

/// One of the trainee's personal groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its name.
    pub name: String,
    /// There is a case in it.
    pub busy: bool,
    /// What the trainee wrote there since the step began.
    pub said: Vec<Said>,
}

/// How far the case of a simulated customer is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stage {
    /// There is none yet.
    #[default]
    Missing,
    /// Nobody has taken it.
    Pending,
    /// The trainee has it.
    Mine,
    /// Somebody else took it.
    Taken {
        /// Who.
        by: String,
    },
    /// It is over.
    Closed {
        /// A reason was given.
        reason: bool,
    },
}

/// The case of a simulated customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// How far it is.
    pub stage: Stage,
    /// Messages of the trainee's that went to the customer since the step began.
    pub replies: usize,
}

/// What has happened.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// The trainee's account is bound.
    pub registered: bool,
    /// What the trainee wrote in main groups since the step began.
    pub main: Vec<Said>,
    /// The personal groups, by number.
    pub rooms: Vec<Room>,
    /// The first customer's case.
    pub customer: Case,
    /// The case of the one who cannot wait.
    pub urgent: Case,
    /// A message of Relevo's was deleted from a main group since the round began.
    pub deleted: bool,
}

/// What was not right, to be told kindly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// LISTO without quoting the message with one's name.
    ReadyUnquoted,
    /// The quoting was right and the word was not.
    ReadyOtherWord,
    /// Wrote in the main group without quoting the announcement.
    Unquoted,
    /// Quoted something that is no announcement of that case.
    OtherQuoted,
    /// Wrote in the main group what was for the customer.
    WroteInMain,
    /// Wrote in a personal group that has no case.
    NoCase {
        /// Which.
        room: String,
    },
    /// Wrote a command that there is not.
    NoCommand {
        /// What came after the slash.
        word: String,
    },
    /// `/cliente` with nothing after it.
    NothingToSend,
    /// Wrote the command where there is no case to ask about.
    CommandInMain,
    /// Closed without saying why.
    NoReason,
    /// Deleted a message of Relevo's.
    Deleted,
}

impl Slip {
    /// The key of its text is `training-slip-` and this.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::ReadyUnquoted => "ready-unquoted",
            Self::ReadyOtherWord => "ready-word",
            Self::Unquoted => "unquoted",
            Self::OtherQuoted => "other-quoted",
            Self::WroteInMain => "main",
            Self::NoCase { .. } => "no-case",
            Self::NoCommand { .. } => "no-command",
            Self::NothingToSend => "nothing",
            Self::CommandInMain => "command-in-main",
            Self::NoReason => "no-reason",
            Self::Deleted => "deleted",
        }
    }

    /// A name in the text.
    #[must_use]
    pub fn subject(&self) -> &str {
        match self {
            Self::NoCase { room } => room,
            Self::NoCommand { word } => word,
            Self::ReadyUnquoted
            | Self::ReadyOtherWord
            | Self::Unquoted
            | Self::OtherQuoted
            | Self::WroteInMain
            | Self::NothingToSend
            | Self::CommandInMain
            | Self::NoReason
            | Self::Deleted => "",
        }
    }
}

/// Why it cannot go on with these customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stuck {
    /// Somebody else took the case.
    Taken {
        /// Who.
        by: String,
    },
    /// The case was closed too early.
    ClosedEarly,
    /// Both cases were closed, and no reason was given.
    NoReason,
}

/// How a step stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// It was done right.
    pub done: bool,
    /// Its parts, where it has several: the key of each and whether it was done.
    pub parts: Vec<(&'static str, bool)>,
    /// What was not right; empty once it is done.
    pub slips: Vec<Slip>,
    /// It cannot be done any more.
    pub stuck: Option<Stuck>,
}

/// Whether a step was done.
#[must_use]
pub fn judge(step: Step, facts: &Facts) -> Verdict {
    let mut verdict = match step {
        Step::Register => register(facts),
        Step::Take => take(&facts.customer, facts),
        Step::Answer => answer(facts),
        Step::Info => info(facts),
        Step::ToCustomer => to_customer(facts),
        Step::Urgent => take(&facts.urgent, facts),
        Step::Groups => groups(facts),
        Step::Close => close(facts),
        Step::Mistakes => mistakes(facts),
        Step::Done => Verdict { done: true, ..Verdict::default() },
    };
    if facts.deleted && step < Step::Mistakes {
        verdict.slips.push(Slip::Deleted);
    }
    if verdict.done {
        verdict.slips.clear();
    }
    verdict.slips.dedup();
    verdict
}

fn register(facts: &Facts) -> Verdict {
    let slip = in_main(facts).last().map(|said| match (said.quotes, is_ready(&said.text)) {
        (false, true) => Slip::ReadyUnquoted,
        (true, false) => Slip::ReadyOtherWord,
        (true, true) | (false, false) => Slip::ReadyUnquoted,
    });
    Verdict { done: facts.registered, slips: slip.into_iter().collect(), ..Verdict::default() }
}

fn take(case: &Case, facts: &Facts) -> Verdict {
    let slip = in_main(facts).last().map(|said| match (Command::parse(&said.text), said.quotes) {
        (Some(_), _) => Slip::CommandInMain,
        (None, true) => Slip::OtherQuoted,
        (None, false) => Slip::Unquoted,
    });
    Verdict {
        done: case.stage == Stage::Mine,
        slips: slip.into_iter().chain(wrong_room(facts)).collect(),
        stuck: match &case.stage {
            Stage::Taken { by } => Some(Stuck::Taken { by: by.clone() }),
            Stage::Closed { .. } => Some(Stuck::ClosedEarly),
            Stage::Missing | Stage::Pending | Stage::Mine => None,
        },
        ..Verdict::default()
    }
}

fn answer(facts: &Facts) -> Verdict {
    let mut slips: Vec<Slip> = in_main(facts).map(|_| Slip::WroteInMain).collect();
    slips.extend(wrong_room(facts));
    slips.extend(wrong_command(facts));
    Verdict {
        done: facts.customer.replies > 0,
        slips,
        stuck: closed(&[&facts.customer]),
        ..Verdict::default()
    }
}

fn info(facts: &Facts) -> Verdict {
    let asked = |said: &Said| Command::parse(&said.text) == Some(Command::Info) && said.answered;
    let done = facts.rooms.iter().any(|room| room.busy && room.said.iter().any(asked));
    Verdict {
        done,
        slips: misplaced(facts),
        stuck: if done { None } else { closed(&[&facts.customer]) },
        ..Verdict::default()
    }
}

fn to_customer(facts: &Facts) -> Verdict {
    let sent = |wanted: bool| {
        facts.rooms.iter().flat_map(|room| &room.said).any(|said| {
            matches!(Command::parse(&said.text), Some(Command::ToCustomer { text }) if text.is_empty() != wanted)
        })
    };
    let mut slips = misplaced(facts);
    if sent(false) {
        slips.push(Slip::NothingToSend);
    }
    Verdict {
        done: sent(true) && facts.customer.replies > 0,
        slips,
        stuck: closed(&[&facts.customer]),
        ..Verdict::default()
    }
}

fn groups(facts: &Facts) -> Verdict {
    let (first, second) = (facts.customer.replies > 0, facts.urgent.replies > 0);
    let mut slips: Vec<Slip> = in_main(facts).map(|_| Slip::WroteInMain).collect();
    slips.extend(wrong_room(facts));
    Verdict {
        done: first && second,
        parts: vec![("groups-first", first), ("groups-second", second)],
        slips,
        stuck: closed(&[&facts.customer, &facts.urgent]),
    }
}

fn close(facts: &Facts) -> Verdict {
    let over = |case: &Case| matches!(case.stage, Stage::Closed { .. });
    let with = |case: &Case| case.stage == Stage::Closed { reason: true };
    let without = |case: &Case| case.stage == Stage::Closed { reason: false };
    let both = [&facts.customer, &facts.urgent];
    let all_over = both.into_iter().all(over);
    let mut slips = misplaced(facts);
    if both.into_iter().any(without) {
        slips.push(Slip::NoReason);
    }
    let done = all_over && both.into_iter().any(with);
    Verdict {
        done,
        parts: vec![("close-first", over(&facts.customer)), ("close-second", over(&facts.urgent))],
        slips,
        stuck: (all_over && !done).then_some(Stuck::NoReason),
    }
}

/// Where doing it wrong is what is to be done.
fn mistakes(facts: &Facts) -> Verdict {
    let talk = |said: &Said| !said.quotes && Command::parse(&said.text).is_none();
    let unquoted = facts.main.iter().any(talk);
    let lost = facts.rooms.iter().any(|room| !room.busy && room.said.iter().any(is_lost));
    Verdict {
        done: unquoted && lost && facts.deleted,
        parts: vec![
            ("mistakes-unquoted", unquoted),
            ("mistakes-no-case", lost),
            ("mistakes-deleted", facts.deleted),
        ],
        ..Verdict::default()
    }
}

/// Cases that have to be the trainee's and are over, or somebody else's.
fn closed(cases: &[&Case]) -> Option<Stuck> {
    cases.iter().find_map(|case| match &case.stage {
        Stage::Closed { .. } => Some(Stuck::ClosedEarly),
        Stage::Taken { by } => Some(Stuck::Taken { by: by.clone() }),
        Stage::Missing | Stage::Pending | Stage::Mine => None,
    })
}

/// Commands in the main group, words in groups without a case, commands that there are not.
fn misplaced(facts: &Facts) -> Vec<Slip> {
    let misplaced = in_main(facts).map(|said| match Command::parse(&said.text) {
        Some(_) => Slip::CommandInMain,
        None => Slip::WroteInMain,
    });
    misplaced.chain(wrong_room(facts)).chain(wrong_command(facts)).collect()
}

/// What was written in main groups, without what may be asked there at any time.
fn in_main(facts: &Facts) -> impl DoubleEndedIterator<Item = &Said> {
    facts
        .main
        .iter()
        .filter(|said| !Command::parse(&said.text).is_some_and(|asked| asked.works_in_groups()))
}

fn wrong_room(facts: &Facts) -> impl Iterator<Item = Slip> + use<'_> {
    let lost = |room: &&Room| !room.busy && room.said.iter().any(is_lost);
    facts.rooms.iter().filter(lost).map(|room| Slip::NoCase { room: room.name.clone() })
}

/// Words for a customer that went to nobody.
fn is_lost(said: &Said) -> bool {
    !said.reached && Command::parse(&said.text).is_none()
}

fn wrong_command(facts: &Facts) -> impl Iterator<Item = Slip> + use<'_> {
    let said = facts.rooms.iter().flat_map(|room| &room.said);
    said.filter_map(|said| {
        let Some(Command::Unknown { word }) = Command::parse(&said.text) else { return None };
        Some(Slip::NoCommand { word })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_follow_each_other_and_their_names_are_read_back() {
        let mut step = Step::Register;
        let mut seen = vec![step];
        while step != Step::Done {
            step = step.next();
            seen.push(step);
        }
        assert_eq!(seen, Step::ALL);
        assert_eq!(Step::Done.next(), Step::Done);
        assert!(Step::ALL.iter().all(|step| Step::from_name(step.name()) == Some(*step)));
        assert_eq!(Step::from_name("no such step"), None);
    }

    #[test]
    fn a_case_is_taken_when_it_is_the_trainees_whatever_was_written() {
        let unquoted = Facts { main: vec![said("lo tomo")], ..waiting() };
        assert_eq!(judge(Step::Take, &unquoted).slips, [Slip::Unquoted]);
        let other = Facts { main: vec![Said { quotes: true, ..said("lo tomo") }], ..waiting() };
        assert_eq!(judge(Step::Take, &other).slips, [Slip::OtherQuoted]);
        let taken = Facts { customer: case(Stage::Mine), ..unquoted };
        assert_eq!(judge(Step::Take, &taken), Verdict { done: true, ..Verdict::default() });
        let by = String::from("Ana");
        let lost = Facts { customer: case(Stage::Taken { by: by.clone() }), ..Facts::default() };
        assert_eq!(judge(Step::Take, &lost).stuck, Some(Stuck::Taken { by }));
    }

    #[test]
    fn what_may_be_asked_in_a_main_group_is_no_mistake_there() {
        let asked = ["/estado", "/agentes", "/ayuda", "/team"];
        for step in Step::ALL {
            for said_in_main in asked {
                let facts = Facts { main: vec![said(said_in_main)], ..waiting() };
                assert_eq!(judge(step, &facts).slips, [], "{step:?} {said_in_main}");
            }
            // Nor does it hide what was one.
            let main = vec![said("lo tomo"), said("/estado")];
            let facts = Facts { main, ..waiting() };
            let expected = !matches!(step, Step::Mistakes | Step::Done);
            assert_eq!(!judge(step, &facts).slips.is_empty(), expected, "{step:?}");
        }
    }

    #[test]
    fn what_is_written_in_the_wrong_place_is_told() {
        let facts = Facts {
            main: vec![said("¿Qué luces tiene?")],
            rooms: vec![room(true, &["/luces"]), room(false, &["hola"])],
            customer: case(Stage::Mine),
            ..Facts::default()
        };
        let verdict = judge(Step::Answer, &facts);
        let (room, word) = (String::from("N°1"), String::from("luces"));
        assert_eq!(
            verdict.slips,
            [Slip::WroteInMain, Slip::NoCase { room }, Slip::NoCommand { word }]
        );
        assert!(!verdict.done);
    }

    #[test]
    fn a_command_counts_where_the_case_is() {
        let mut facts = Facts {
            rooms: vec![Room { said: vec![said("/INFO")], ..room(true, &[]) }],
            customer: case(Stage::Mine),
            ..Facts::default()
        };
        assert!(!judge(Step::Info, &facts).done, "not answered yet");
        facts.rooms[0].said[0].answered = true;
        assert!(judge(Step::Info, &facts).done);
        facts.rooms[0].said = vec![said("/cliente")];
        assert_eq!(judge(Step::ToCustomer, &facts).slips, [Slip::NothingToSend]);
        facts.rooms[0].said = vec![said("/cliente /reinicia")];
        facts.customer.replies = 1;
        assert!(judge(Step::ToCustomer, &facts).done);
    }

    #[test]
    fn closing_wants_both_cases_and_one_reason_at_least() {
        let closed = |first: bool, second: bool| Facts {
            customer: case(Stage::Closed { reason: first }),
            urgent: case(Stage::Closed { reason: second }),
            ..Facts::default()
        };
        assert!(judge(Step::Close, &closed(true, false)).done);
        assert_eq!(judge(Step::Close, &closed(false, false)).stuck, Some(Stuck::NoReason));
        let half = Facts { urgent: case(Stage::Mine), ..closed(false, false) };
        let verdict = judge(Step::Close, &half);
        assert_eq!((verdict.done, verdict.slips), (false, vec![Slip::NoReason]));
        assert_eq!(judge(Step::Answer, &half).stuck, Some(Stuck::ClosedEarly));
    }

    #[test]
    fn mistakes_are_made_on_purpose_only_at_the_end() {
        let facts = Facts {
            main: vec![said("yo lo veo")],
            rooms: vec![room(false, &["¿hola?"])],
            deleted: true,
            ..Facts::default()
        };
        let verdict = judge(Step::Mistakes, &facts);
        assert!(verdict.done && verdict.slips.is_empty() && verdict.parts.len() == 3);
        assert!(judge(Step::Close, &facts).slips.contains(&Slip::Deleted));
    }

    fn waiting() -> Facts {
        Facts { customer: case(Stage::Pending), ..Facts::default() }
    }

    fn case(stage: Stage) -> Case {
        Case { stage, replies: 0 }
    }

    fn said(text: &str) -> Said {
        Said { text: text.into(), quotes: false, answered: false, reached: false }
    }

    fn room(busy: bool, texts: &[&str]) -> Room {
        Room { name: "N°1".into(), busy, said: texts.iter().map(|text| said(text)).collect() }
    }
}
