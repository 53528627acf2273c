//! `/ajustes/grupos`: a card for each main group, and for each kind that has none yet.

use askama::Template;

use super::agent::standing;
use super::agents::pretty;
use super::fields::{Field, summary};
use super::jobs::{JobCard, Names};
use super::phones::initials;
use super::shell::{Badge, Shell};
use super::tickets::{Choice, Tab};
use crate::domain::ids::{AgentId, ChatId, GroupId};
use crate::domain::phone::Phone;
use crate::domain::provisioning::NAME_MOST;
use crate::domain::refusal::Refusal;
use crate::domain::settings::{GroupKind, LineSettings};
use crate::engine::LineInfo;
use crate::store::agents::AgentRow;
use crate::store::groups::{GroupRow, MemberRow};
use crate::text;
use crate::web::flash::{Banner, Tone};
use crate::web::form::Fields;
use crate::web::when::When;
use crate::web::words::Words;

/// WhatsApp cuts longer names in the list of chats.
const NAME_COMFORTABLE: usize = 30;

/// An agent of a group.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Member {
    pub id: AgentId,
    pub href: String,
    pub initials: String,
    pub name: String,
    pub number: String,
    pub badge: Badge,
    pub action: String,
    pub note: String,
}

/// The form for a group of one kind.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct GroupForm {
    pub kind: GroupKind,
    pub banner: Option<Banner>,
    pub name: Field,
    pub member: Option<Field>,
    pub adopt: Field,
    pub adopting: bool,
    pub button: String,
}

/// The short form for a new agent of a group.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct AddForm {
    pub group: GroupId,
    pub banner: Option<Banner>,
    pub name: Field,
    pub number: Field,
}

/// What a group form asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the form")]
pub struct NewGroup {
    pub kind: GroupKind,
    pub name: String,
    pub member: Option<Phone>,
    pub adopt: Option<ChatId>,
}

/// A card.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Card {
    pub id: String,
    pub width: &'static str,
    pub kind: &'static str,
    pub supervisor: bool,
    pub optional: bool,
    pub group: GroupId,
    pub title: String,
    pub badge: Badge,
    pub detail: String,
    pub purpose: String,
    pub ready: bool,
    pub job: Option<JobCard>,
    pub agents: Vec<Member>,
    pub others: Vec<Choice>,
    pub add: AddForm,
    pub form: Option<GroupForm>,
}

/// What was typed into one of the forms, to be shown again.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "as in the forms")]
pub struct Typed {
    pub group: Option<GroupForm>,
    pub add: Option<AddForm>,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/groups.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct GroupsPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub subtitle: String,
    pub cards: Vec<Card>,
}

impl GroupsPage {
    /// The page.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        agents: &[AgentRow],
        groups: &[GroupRow],
        typed: &Typed,
    ) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let desk = Desk { line, agents, groups, typed, when: &when };
        let mut cards = Vec::new();
        for kind in GroupKind::ALL {
            let of_kind: Vec<&GroupRow> =
                groups.iter().filter(|group| group.kind == kind).collect();
            if of_kind.is_empty() {
                cards.push(desk.missing(kind));
            }
            cards.extend(of_kind.into_iter().map(|group| desk.group(group)));
        }
        shell.refresh = cards.iter().any(|card| card.job.is_some());
        Self {
            line: line.id.0,
            lines,
            subtitle: words.name("groups-line", &line.name),
            cards,
            shell,
        }
    }
}

struct Desk<'a> {
    line: &'a LineInfo,
    agents: &'a [AgentRow],
    groups: &'a [GroupRow],
    typed: &'a Typed,
    when: &'a When,
}

impl Desk<'_> {
    fn missing(&self, kind: GroupKind) -> Card {
        let words = self.when.words();
        let typed = self.typed.group.clone().filter(|form| form.kind == kind);
        Card {
            id: format!("g-{}", kind.name()),
            width: "w6",
            kind: kind.name(),
            supervisor: kind == GroupKind::Supervisor,
            optional: kind == GroupKind::Supervisor,
            group: GroupId(0),
            title: title(kind, words),
            badge: Badge { class: "badge is-plain", text: words.t("groups-missing") },
            detail: String::new(),
            purpose: words.t(&format!("groups-purpose-{}", kind.name())),
            ready: false,
            job: None,
            agents: Vec::new(),
            others: Vec::new(),
            add: AddForm::new(GroupId(0), words),
            form: Some(typed.unwrap_or_else(|| {
                GroupForm::new(
                    kind,
                    &self.line.settings,
                    !self.line.capabilities.empty_groups,
                    words,
                )
            })),
        }
    }

    fn group(&self, group: &GroupRow) -> Card {
        let words = self.when.words();
        let names = Names { agents: self.agents, groups: self.groups };
        let job =
            group.job.as_ref().map(|job| JobCard::new(job, &names, "/ajustes/grupos", self.when));
        let ready = group.chat.is_some();
        let badge = match (&job, ready) {
            (_, true) => Badge { class: "badge is-ok is-plain", text: words.t("groups-ready") },
            (Some(job), false) if job.failed => {
                Badge { class: "badge is-bad", text: words.t("groups-failed") }
            }
            (Some(_), false) => Badge { class: "badge is-wait", text: words.t("groups-creating") },
            (None, false) => Badge { class: "badge is-bad", text: words.t("groups-given-up") },
        };
        let is_member = |agent: &&AgentRow| agent.memberships.contains_key(&group.id);
        let member = |agent: &MemberRow| {
            let standing = standing(Some(agent.membership), agent.bound.is_some(), words);
            Member {
                id: agent.agent,
                href: format!("/agentes/{}?linea={}", agent.agent, self.line.id),
                initials: initials(&agent.name),
                name: agent.name.clone(),
                number: pretty(&agent.phone),
                badge: standing.badge,
                action: standing.action,
                note: standing.note,
            }
        };
        let other = |agent: &AgentRow| Choice {
            value: agent.id.to_string(),
            text: agent.name.clone(),
            chosen: false,
        };
        let typed = self.typed.add.clone().filter(|form| form.group == group.id);
        Card {
            id: format!("g-{}", group.id),
            width: "w6",
            kind: group.kind.name(),
            supervisor: group.kind == GroupKind::Supervisor,
            optional: false,
            group: group.id,
            title: title(group.kind, words),
            badge,
            detail: group.name.clone(),
            purpose: words.t(&format!("groups-purpose-{}", group.kind.name())),
            ready,
            job: job.filter(|_| !ready),
            agents: group.members.iter().map(member).collect(),
            others: self.agents.iter().filter(|agent| !is_member(agent)).map(other).collect(),
            add: typed.unwrap_or_else(|| AddForm::new(group.id, words)),
            form: None,
        }
    }
}

fn title(kind: GroupKind, words: Words) -> String {
    words.t(match kind {
        GroupKind::Support => "group-support",
        GroupKind::Sales => "group-sales",
        GroupKind::Supervisor => "group-supervisor",
    })
}

impl GroupForm {
    /// An empty form with a suggested name.
    #[must_use]
    pub fn new(kind: GroupKind, settings: &LineSettings, needs_member: bool, words: Words) -> Self {
        let suggested = words.name(&format!("groups-suggest-{}", kind.name()), &settings.company);
        let id = |field: &str| format!("{field}-{}", kind.name());
        let member = Field::text(&id("miembro"), "miembro", words.t("groups-member"))
            .hint(words.t("groups-member-hint"))
            .kind("tel");
        let adopt = Field::text(&id("chat"), "chat", words.t("groups-chat"))
            .hint(words.t("groups-chat-hint"));
        let mut form = Self {
            kind,
            banner: None,
            name: Field::text(&id("nombre"), "nombre", words.t("groups-name")).value(suggested),
            member: needs_member.then_some(member),
            adopt,
            adopting: false,
            button: words.t(match kind {
                GroupKind::Support => "groups-create-support",
                GroupKind::Sales => "groups-create-sales",
                GroupKind::Supervisor => "groups-create-supervisor",
            }),
        };
        form.warn(words);
        form
    }

    /// What was typed, understood; or what is wrong with it.
    ///
    /// After `None` the form has the words beside each field.
    pub fn read(&mut self, fields: &Fields, country: &str, when: &When) -> Option<NewGroup> {
        let words = when.words();
        fields.get("nombre").clone_into(&mut self.name.value);
        fields.get("chat").clone_into(&mut self.adopt.value);
        self.adopting = fields.get("accion") == "adoptar";
        self.warn(words);
        let name = self.name.value.clone();
        if name.is_empty() {
            self.name.error = Some(words.t("field-required"));
        } else if name.chars().count() > NAME_MOST {
            self.name.error = Some(words.t("field-too-long"));
        }
        let mut member = None;
        if let (Some(field), false) = (&mut self.member, self.adopting) {
            fields.get("miembro").clone_into(&mut field.value);
            match Phone::parse(&field.value, country) {
                Ok(phone) => member = Some(phone),
                Err(error) => field.error = Some(text::phone(&error, when.tone())),
            }
        }
        let chat = ChatId::from(self.adopt.value.as_str());
        if self.adopting && (!chat.is_group() || self.adopt.value.len() > 120) {
            self.adopt.error = Some(words.t("field-group-chat"));
        }
        self.summarise(words);
        // A warning is no refusal: whoever has read it and sends the same name again gets the group.
        if self.banner.is_none()
            && !self.adopting
            && !self.warned().is_empty()
            && fields.get("avisado") != self.warned()
        {
            let text = words.t("groups-name-look");
            self.banner = Some(Banner { tone: Tone::Wait, text, fields: Vec::new() });
        }
        if self.banner.is_some() {
            return None;
        }
        Some(NewGroup { kind: self.kind, name, member, adopt: self.adopting.then_some(chat) })
    }

    /// The name that is shown with a warning, if it is.
    #[must_use]
    pub fn warned(&self) -> &str {
        if self.name.warn.is_some() { &self.name.value } else { "" }
    }

    /// Says why the engine turned it down.
    pub fn refused(&mut self, refusal: &Refusal, when: &When) {
        if let Refusal::Field { field, problem } = refusal {
            let problem = text::refusals::problem(problem, when.tone());
            match field.as_str() {
                "chat" => self.adopt.error = Some(problem),
                _ => self.name.error = Some(problem),
            }
            self.summarise(when.words());
            return;
        }
        self.banner = Some(Banner::bad(text::refusal(refusal, when.tone())));
    }

    /// Says that it could not be done now.
    pub fn unavailable(&mut self, words: Words) {
        self.banner = Some(Banner::bad(words.t("form-unavailable")));
    }

    fn warn(&mut self, words: Words) {
        let long = self.name.value.chars().count();
        self.name.warn = if says_nothing(&self.name.value) {
            Some(words.t("groups-name-nothing"))
        } else if long > NAME_COMFORTABLE {
            Some(words.count("groups-name-long", long))
        } else {
            None
        };
    }

    fn summarise(&mut self, words: Words) {
        let fields: Vec<&Field> = [Some(&self.name), self.member.as_ref(), Some(&self.adopt)]
            .into_iter()
            .flatten()
            .collect();
        self.banner = summary(&fields, words);
    }
}

impl AddForm {
    /// An empty form.
    #[must_use]
    pub fn new(group: GroupId, words: Words) -> Self {
        let id = |field: &str| format!("{field}-{group}");
        Self {
            group,
            banner: None,
            name: Field::text(&id("nombre"), "nombre", words.t("label-name")),
            number: Field::text(&id("numero"), "numero", words.t("label-number")).kind("tel"),
        }
    }

    /// What was typed, understood; or what is wrong with it.
    ///
    /// After `None` the form has the words beside each field.
    pub fn read(&mut self, fields: &Fields, country: &str, when: &When) -> Option<(String, Phone)> {
        let words = when.words();
        fields.get("nombre").clone_into(&mut self.name.value);
        fields.get("numero").clone_into(&mut self.number.value);
        if self.name.value.is_empty() {
            self.name.error = Some(words.t("field-required"));
        } else if self.name.value.chars().count() > 60 {
            self.name.error = Some(words.t("field-too-long"));
        }
        let phone = Phone::parse(&self.number.value, country);
        if let Err(error) = &phone {
            self.number.error = Some(text::phone(error, when.tone()));
        }
        self.banner = summary(&[&self.name, &self.number], words);
        match (&self.name.error, phone) {
            (None, Ok(phone)) => Some((self.name.value.clone(), phone)),
            (Some(_), _) | (_, Err(_)) => None,
        }
    }

    /// Says why the engine turned it down.
    pub fn refused(&mut self, refusal: &Refusal, when: &When) {
        self.banner = Some(Banner::bad(text::refusal(refusal, when.tone())));
    }

    /// Says that it could not be done now.
    pub fn unavailable(&mut self, words: Words) {
        self.banner = Some(Banner::bad(words.t("form-unavailable")));
    }
}

/// Whether a name tells people nothing: «Grupo 1», «Test».
fn says_nothing(name: &str) -> bool {
    let word: String =
        name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    matches!(
        word.as_str(),
        "" | "grupo"
            | "group"
            | "test"
            | "prueba"
            | "teste"
            | "nuevo"
            | "nuevogrupo"
            | "grupodewhatsapp"
            | "whatsapp"
            | "chat"
            | "asd"
            | "x"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::Timestamp;

    #[test]
    fn names_that_say_nothing_or_are_too_long_for_the_list_of_chats_are_warned_about() {
        let words = Words::default();
        let company =
            |company: &str| LineSettings { company: company.into(), ..LineSettings::default() };
        let form = |name: &str| GroupForm::new(GroupKind::Support, &company(name), false, words);
        assert_eq!(form("Fibra").name.warn, None);
        assert_eq!(form("Fibra").name.value, "🎫 Soporte - Fibra");
        assert!(
            form("Fibra del Valle Sociedad Anónima")
                .name
                .warn
                .is_some_and(|warn| warn.contains("44"))
        );
        for name in ["Grupo 1", "test", "TEST!", "123"] {
            assert!(says_nothing(name), "{name}");
        }
        assert!(!says_nothing("Turno noche"));
    }

    #[test]
    fn a_warned_name_is_taken_when_it_is_sent_again() {
        let when = When::new(Words::default(), "UTC", Timestamp(0));
        let settings = LineSettings::default();
        let send = |name: &str, warned: &str| {
            let typed = [("nombre", name), ("avisado", warned)];
            let typed: Fields =
                typed.map(|(key, text)| (key.to_owned(), text.to_owned())).into_iter().collect();
            let mut form = GroupForm::new(GroupKind::Sales, &settings, false, when.words());
            (
                form.read(&typed, "AR", &when).is_some(),
                form.name.warn.is_some(),
                form.warned().to_owned(),
            )
        };
        assert_eq!(send("Ventas", ""), (true, false, String::new()));
        assert_eq!(send("Grupo 1", ""), (false, true, String::from("Grupo 1")));
        assert_eq!(send("Grupo 1", "Grupo 1"), (true, true, String::from("Grupo 1")));
        assert_eq!(send("Test", "Grupo 1"), (false, true, String::from("Test")));
        assert!(send("Ventas", "Grupo 1").0, "a better name needs no second look");
    }

    #[test]
    fn a_first_member_is_asked_for_only_where_whatsapp_wants_one() {
        let when = When::new(Words::default(), "UTC", Timestamp(0));
        let settings = LineSettings::default();
        let typed: Fields = [("nombre".to_owned(), "Soporte".to_owned())].into_iter().collect();
        let mut plain = GroupForm::new(GroupKind::Support, &settings, false, when.words());
        assert!(plain.read(&typed, "AR", &when).is_some());
        let mut needy = GroupForm::new(GroupKind::Support, &settings, true, when.words());
        assert_eq!(needy.read(&typed, "AR", &when), None);
        assert!(needy.member.is_some_and(|member| member.error.is_some()));
    }
}
