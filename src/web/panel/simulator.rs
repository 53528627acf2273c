//! `/simulador`: phones side by side, and what can be made to go wrong.

use std::collections::BTreeMap;

use askama::Template;

use super::agents::pretty;
use super::ahead::Ahead;
use super::bubbles::{Entry, Part};
use super::choice::Choice;
use super::fields::Field;
use super::phones::{Citing, Foot, PhoneCard, Role, cards};
use super::shell::Shell;
use super::tickets::Tab;
use crate::domain::ids::ChatId;
use crate::domain::settings::GroupKind;
use crate::engine::LineInfo;
use crate::gateway::simulator::faults::Faults;
use crate::gateway::simulator::people::PersonKind;
use crate::gateway::simulator::view::{ChatView, PhoneView};
use crate::store::agents::AgentRow;
use crate::store::groups::GroupRow;
use crate::web::flash::Banner;
use crate::web::words::Words;

/// The reactions that WhatsApp offers first.
pub const EMOJIS: [&str; 6] = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
/// Phones that can be switched off on the page, the newest.
pub const PHONES_MOST: usize = 40;

/// What the simulator shows.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Seen {
    pub phones: Vec<PhoneView>,
    pub groups: Vec<ChatView>,
    pub faults: Faults,
}

/// What was typed into the form for a customer.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "as in the form")]
pub struct CustomerTyped {
    pub name: String,
    pub number: String,
    pub name_error: Option<String>,
    pub number_error: Option<String>,
}

/// What the visitor is in the middle of.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Asked {
    pub citing: Citing,
    pub typed: CustomerTyped,
    pub problem: Option<Banner>,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/simulator.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct SimulatorPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub problem: Option<Banner>,
    pub clock: Ahead,
    pub offline: bool,
    pub unlinked: bool,
    pub toggle: &'static str,
    pub toggle_text: String,
    pub no_groups: bool,
    pub phones: Vec<PhoneCard>,
    pub more: usize,
    pub more_text: String,
    pub customer_name: Field,
    pub customer_number: Field,
    pub refused: Field,
    pub sends: Field,
    pub fetches: Field,
    pub broken: Field,
    pub duplicates: bool,
    pub expired: bool,
    pub private: Vec<Choice>,
    pub switched_off: Vec<Choice>,
    pub emojis: [Emoji; 6],
}

/// A reaction that is offered.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Emoji {
    pub emoji: &'static str,
    pub label: String,
}

impl SimulatorPage {
    /// The page.
    #[must_use]
    pub fn new(
        shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        seen: &Seen,
        (agents, groups): (&[AgentRow], &[GroupRow]),
        (asked, clock): (Asked, Ahead),
    ) -> Self {
        let Asked { citing, typed, problem } = asked;
        let (when, words) = (shell.when(line), shell.words);
        let roles = roles(agents, groups, seen, words);
        let (phones, more) = cards(&seen.phones, &seen.groups, &roles, line, &citing, &when);
        let offline = seen.faults.offline;
        let ready = |group: &GroupRow| group.kind != GroupKind::Supervisor && group.chat.is_some();
        let workers = seen.phones.iter().filter(|phone| phone.kind == PersonKind::Agent);
        let counted = |name: &'static str, key: &str, n: u32| {
            Field::text(name, name, words.t(key)).kind("number").value(n.to_string())
        };
        let mut customer_name =
            Field::text("cliente-nombre", "nombre", words.t("label-name")).value(typed.name);
        customer_name.error = typed.name_error;
        let mut customer_number = Field::text("cliente-numero", "numero", words.t("label-number"))
            .hint(words.t("sim-number-hint"))
            .kind("tel")
            .value(typed.number);
        customer_number.error = typed.number_error;
        Self {
            line: line.id.0,
            lines,
            problem,
            clock,
            offline,
            unlinked: seen.faults.unlinked,
            toggle: if offline { "no" } else { "si" },
            toggle_text: words.t(if offline { "sim-reconnect" } else { "sim-cut" }),
            no_groups: !groups.iter().any(ready),
            phones,
            more,
            more_text: words.count("sim-more", more),
            customer_name,
            customer_number,
            refused: counted("rechazos", "sim-refused", seen.faults.creations_refused)
                .hint(words.t("sim-refused-hint")),
            sends: counted("envios", "sim-sends", seen.faults.sends_refused),
            fetches: counted("bajadas", "sim-fetches", seen.faults.fetches_refused)
                .hint(words.t("sim-fetches-hint")),
            broken: counted("cortes", "sim-broken", seen.faults.fetches_broken),
            duplicates: seen.faults.duplicates,
            expired: seen.faults.files_expired,
            emojis: EMOJIS.map(|emoji| Emoji { emoji, label: words.name("sim-react-go", emoji) }),
            switched_off: seen
                .phones
                .iter()
                .rev()
                .take(PHONES_MOST)
                .map(|phone| Choice {
                    value: phone.person.0.to_string(),
                    text: phone.name.clone(),
                    chosen: phone.off,
                })
                .collect(),
            private: workers
                .map(|phone| Choice {
                    value: phone.person.0.to_string(),
                    text: phone.name.clone(),
                    chosen: phone.private,
                })
                .collect(),
            shell,
        }
    }
}

fn roles(
    agents: &[AgentRow],
    groups: &[GroupRow],
    seen: &Seen,
    words: Words,
) -> BTreeMap<ChatId, Role> {
    let mains = groups.iter().filter_map(|group| Some((group.chat.clone()?, Role::Main)));
    let phone_of = |agent: &AgentRow| pretty(&agent.phone);
    let person_of = |agent: &AgentRow| {
        let phone = phone_of(agent);
        seen.phones.iter().find(|view| view.phone == phone).map(|view| view.person)
    };
    let slots = agents.iter().flat_map(|agent| {
        let (phone, person) = (phone_of(agent), person_of(agent));
        let found = agent.slots.iter().filter_map(move |slot| {
            let is_it = |chat: &&ChatView| {
                chat.subject == slot.name
                    && chat.members.iter().any(|member| Some(member.person) == person)
            };
            let chat = seen.groups.iter().find(is_it)?.chat.clone();
            let case = slot
                .case
                .as_ref()
                .map(|case| words.count("sim-case", case.ticket.0))
                .unwrap_or_default();
            Some((chat, Role::Slot { phone: phone.clone(), case }))
        });
        found.collect::<Vec<_>>()
    });
    slots.chain(mains).collect()
}
