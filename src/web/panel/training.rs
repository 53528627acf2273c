//! `/ayuda/entrenamiento`: the task, what came of it, and the trainee's phone.

use askama::Template;

use super::bubbles::{Entry, Part};
use super::phones::{Citing, Foot, Home, PhoneCard, Role, cards_of};
use super::shell::Shell;
use super::simulator::{EMOJIS, Emoji};
use super::tickets::Tab;
use crate::domain::ids::ChatId;
use crate::domain::lesson::{Step, Stuck};
use crate::domain::phone::Phone;
use crate::gateway::simulator::view::{ChatView, PhoneView};
use crate::store::tickets::TicketState;
use crate::store::training::PracticeCase;
use crate::web::training::standing::Standing;
use crate::web::training::{Practice, customers};
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// The page.
#[derive(Template)]
#[template(path = "panel/training.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct TrainingPage {
    pub shell: Shell,
    pub line: i64,
    pub stage: Stage,
    pub steps: Vec<String>,
    pub emojis: [Emoji; 6],
}

/// How far it is.
#[derive(Debug)]
pub enum Stage {
    /// There is no practice line.
    NoLine,
    /// There is one that opens cases only for other software.
    Closed,
    /// Nothing was begun.
    Start,
    /// It is being set up.
    Preparing,
    /// In the middle of it.
    Running(Box<Running>),
}

/// The step, and one phone.
#[derive(Debug)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Running {
    pub step: &'static str,
    pub track: Vec<&'static str>,
    pub counted: String,
    pub title: String,
    pub task: String,
    pub how: String,
    pub parts: Vec<(String, bool)>,
    pub slips: Vec<String>,
    pub stuck: Option<String>,
    pub done: Option<String>,
    pub over: bool,
    pub waiting: Option<String>,
    pub tabs: Vec<Tab>,
    pub phones: Vec<PhoneCard>,
}

impl TrainingPage {
    /// The page.
    #[must_use]
    pub fn new(mut shell: Shell, line: i64, stage: Stage) -> Self {
        let words = shell.words;
        shell.title = words.t("training-title");
        shell.live = "simulator groups agents tickets jobs line";
        // Without a script somebody has to look again; not while something is typed.
        shell.refresh = match &stage {
            Stage::Preparing => true,
            Stage::Running(running) => running.waiting.is_some(),
            Stage::NoLine | Stage::Closed | Stage::Start => false,
        };
        let steps = exercises().map(|step| words.t(&key(step, "title"))).collect();
        let emojis = EMOJIS.map(|emoji| Emoji { emoji, label: words.name("sim-react-go", emoji) });
        Self { shell, line, stage, steps, emojis }
    }
}

impl Stage {
    /// A step, with the phone that it is done on or the one that was chosen.
    #[must_use]
    pub fn running(standing: Standing, practice: &Practice, citing: &Citing, when: &When) -> Self {
        let words = when.words();
        let phones = phones(&standing, practice, citing, when);
        let chosen = phones.iter().find(|phone| phone.id == citing.phone);
        let usual = usual(&standing).map(ChatId::to_string);
        let chosen = chosen
            .or_else(|| phones.iter().find(|phone| Some(&phone.chat) == usual.as_ref()))
            .or_else(|| phones.first())
            .map(|phone| phone.id.clone())
            .unwrap_or_default();
        let tabs = phones
            .iter()
            .map(|phone| Tab {
                href: format!("{}?en={id}#{id}", Home::Training.path(), id = phone.id),
                current: phone.id == chosen,
                text: match phone.foot {
                    Foot::Watch => words.name("training-phone-of", &phone.short),
                    Foot::Nobody | Foot::Write | Foot::Edit { .. } | Foot::Delete | Foot::React => {
                        phone.title.clone()
                    }
                },
                count: String::new(),
            })
            .collect();
        let (step, verdict) = (standing.row.step, &standing.verdict);
        let said = |what: &str| told(&key(step, what), &standing, words);
        let at = exercises().position(|other| other == step).unwrap_or(exercises().count());
        let stuck = verdict.stuck.as_ref().map(|stuck| match stuck {
            Stuck::Taken { by } => words.name("training-stuck-taken", by),
            Stuck::ClosedEarly => words.t("training-stuck-closed"),
            Stuck::NoReason => words.t("training-stuck-reason"),
        });
        let missing = match step {
            Step::Take => standing.customer.is_none(),
            Step::Urgent => standing.urgent.is_none(),
            Step::Register
            | Step::Answer
            | Step::Info
            | Step::ToCustomer
            | Step::Groups
            | Step::Close
            | Step::Mistakes
            | Step::Done => false,
        };
        let running = Running {
            step: step.name(),
            track: exercises()
                .map(|other| match other.cmp(&step) {
                    std::cmp::Ordering::Less => "done",
                    std::cmp::Ordering::Equal => "now",
                    std::cmp::Ordering::Greater => "",
                })
                .collect(),
            counted: words.with(
                "training-counted",
                &[("n", FluentValue::from(at + 1)), ("of", FluentValue::from(exercises().count()))],
            ),
            title: said("title"),
            task: said("task"),
            how: said("how"),
            parts: verdict
                .parts
                .iter()
                .map(|(part, done)| (told(&format!("training-{part}"), &standing, words), *done))
                .collect(),
            slips: verdict
                .slips
                .iter()
                .map(|slip| words.name(&format!("training-slip-{}", slip.name()), slip.subject()))
                .collect(),
            done: (verdict.done && stuck.is_none()).then(|| said("done")),
            over: step == Step::Done,
            waiting: missing.then(|| words.t("training-coming")),
            stuck,
            tabs,
            phones: phones.into_iter().filter(|phone| phone.id == chosen).collect(),
        };
        Self::Running(Box::new(running))
    }
}

/// The steps that somebody has to do something in.
fn exercises() -> impl Iterator<Item = Step> {
    Step::ALL.into_iter().filter(|step| *step != Step::Done)
}

fn key(step: Step, what: &str) -> String {
    format!("training-{}-{what}", step.name())
}

/// A text with the names of this round in it.
fn told(key: &str, standing: &Standing, words: Words) -> String {
    let room = |case: &Option<PracticeCase>| {
        let slot = case.as_ref().and_then(|case| case.slot);
        let found = standing.rooms.iter().find(|room| Some(room.id) == slot);
        found.map(|room| room.name.clone()).unwrap_or_else(|| words.t("training-some-room"))
    };
    let free = standing.rooms.iter().find(|room| !room.busy);
    let free = free.map(|room| room.name.clone()).unwrap_or_default();
    let main = standing.mains.iter().find(|(chat, _)| Some(chat) == standing.announced.as_ref());
    let main = main.or(standing.mains.first()).map(|(_, name)| name.clone()).unwrap_or_default();
    let values = [
        ("first", customers::name(0, words)),
        ("second", customers::name(1, words)),
        ("room", room(&standing.customer)),
        ("other", room(&standing.urgent)),
        ("free", free),
        ("group", main),
    ];
    let values: Vec<(&str, FluentValue<'_>)> =
        values.iter().map(|(name, value)| (*name, FluentValue::from(value.as_str()))).collect();
    words.with(key, &values)
}

/// The chat that a step is done in.
fn usual(standing: &Standing) -> Option<&ChatId> {
    let main = || standing.announced.as_ref().or(standing.mains.first().map(|(chat, _)| chat));
    let room = |case: &Option<PracticeCase>| {
        let slot = case.as_ref().filter(|case| case.state == TicketState::InProgress)?.slot;
        standing.rooms.iter().find(|room| Some(room.id) == slot)?.chat.clone()
    };
    let of = |chat: Option<ChatId>| {
        standing
            .rooms
            .iter()
            .filter_map(|room| room.chat.as_ref())
            .find(|room| chat.as_ref() == Some(room))
    };
    match standing.row.step {
        Step::Register | Step::Take | Step::Urgent | Step::Mistakes | Step::Done => main(),
        Step::Answer | Step::Info | Step::ToCustomer | Step::Groups => {
            of(room(&standing.customer)).or_else(main)
        }
        Step::Close => {
            of(room(&standing.customer)).or_else(|| of(room(&standing.urgent))).or_else(main)
        }
    }
}

fn phones(
    standing: &Standing,
    practice: &Practice,
    citing: &Citing,
    when: &When,
) -> Vec<PhoneCard> {
    let (all, chats) = (practice.simulator.phones(), practice.simulator.chats());
    let chat = |wanted: &ChatId| chats.iter().find(|view| view.chat == *wanted).cloned();
    let mains = standing.mains.iter().filter_map(|(wanted, _)| Some((chat(wanted)?, Role::Main)));
    let me = all.iter().find(|phone| phone.person == standing.me);
    let number = me.map(|phone| phone.phone.clone()).unwrap_or_default();
    let rooms = standing.rooms.iter().filter_map(|room| {
        let held = [&standing.customer, &standing.urgent]
            .into_iter()
            .flatten()
            .find(|case| case.slot == Some(room.id) && case.state == TicketState::InProgress);
        let case = held.map(|case| when.words().count("sim-case", case.no.0)).unwrap_or_default();
        Some((chat(room.chat.as_ref()?)?, Role::Slot { phone: number.clone(), case }))
    });
    let groups: Vec<(ChatView, Role)> = mains.chain(rooms).collect();
    let person = |phone: &Phone| all.iter().find(|view| view.phone == phone.pretty()).cloned();
    let customers: Vec<PhoneView> = [&standing.row.customer, &standing.row.urgent]
        .into_iter()
        .flatten()
        .filter_map(person)
        .collect();
    cards_of(standing.me, (&groups, &customers), &all, &practice.line, citing, when)
}

#[cfg(test)]
mod tests {
    use super::super::shell::Section;
    use super::*;
    use crate::domain::ids::{LineId, Timestamp};
    use crate::domain::inbound::Connection;
    use crate::domain::lesson::{Slip, judge};
    use crate::domain::settings::{Language, LineSettings};
    use crate::engine::{GatewayKind, LineInfo};
    use crate::gateway::Capabilities;

    #[test]
    fn who_cannot_practise_yet_is_told_why_and_what_to_do() {
        for (stage, says) in [
            (Stage::NoLine, "Hace falta una línea de práctica"),
            (Stage::Closed, "no abre casos sola"),
            (Stage::Start, "Qué vas a practicar"),
            (Stage::Preparing, "Estamos preparando tu puesto"),
        ] {
            let can_begin = matches!(stage, Stage::Start | Stage::Preparing);
            let shell = Shell::bare(Section::Help, &line(), Timestamp(0));
            let html = TrainingPage::new(shell, 1, stage).render().unwrap();
            assert!(html.contains(says), "{says}");
            assert_eq!(html.contains("/ayuda/entrenamiento/empezar"), can_begin, "{says}");
        }
    }

    #[test]
    fn every_step_and_every_slip_has_its_words_in_every_language() {
        let slips = [
            Slip::ReadyUnquoted,
            Slip::ReadyOtherWord,
            Slip::Unquoted,
            Slip::OtherQuoted,
            Slip::WroteInMain,
            Slip::NoCase { room: String::new() },
            Slip::NoCommand { word: String::new() },
            Slip::NothingToSend,
            Slip::CommandInMain,
            Slip::NoReason,
            Slip::Deleted,
        ];
        for words in [Language::Es, Language::Pt, Language::En].map(Words) {
            for step in Step::ALL {
                let parts = judge(step, &crate::domain::lesson::Facts::default()).parts;
                let parts = parts.into_iter().map(|(part, _)| format!("training-{part}"));
                let own = ["title", "task", "how", "done"].map(|what| key(step, what));
                for key in own.into_iter().chain(parts) {
                    assert!(words.has(&key), "{key}");
                }
            }
            for slip in &slips {
                assert!(words.has(&format!("training-slip-{}", slip.name())), "{slip:?}");
            }
        }
    }

    fn line() -> LineInfo {
        LineInfo {
            id: LineId(1),
            name: "Línea".into(),
            gateway: GatewayKind::Evolution,
            active: true,
            connection: Connection::Connected,
            settings: LineSettings::default(),
            capabilities: Capabilities::ALL,
            qr: None,
        }
    }
}
