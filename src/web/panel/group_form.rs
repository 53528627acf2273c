//! The forms about main groups: a new one, another of a kind, other names, an agent for one.

use super::choice::Choice;
use super::fields::{Field, summary};
use crate::domain::ids::{ChatId, GroupId};
use crate::domain::message::Labels;
use crate::domain::phone::Phone;
use crate::domain::provisioning::{LABEL_MOST, NAME_MOST};
use crate::domain::refusal::Refusal;
use crate::domain::settings::{GroupKind, LineSettings};
use crate::gateway::GroupInfo;
use crate::text;
use crate::web::flash::{Banner, Tone};
use crate::web::form::Fields;
use crate::web::when::When;
use crate::web::words::{FluentValue, Words};

/// WhatsApp cuts longer names in the list of chats.
const NAME_COMFORTABLE: usize = 30;
/// Groups of a line offered for adoption at the most.
const ADOPTABLE_MOST: usize = 500;

/// What tells a group from others of its kind.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct LabelFields {
    pub speciality: Field,
    pub shift: Field,
}

/// The form for a group of one kind.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct GroupForm {
    pub kind: GroupKind,
    pub banner: Option<Banner>,
    pub name: Field,
    /// For one more of a kind.
    pub labels: Option<LabelFields>,
    pub member: Option<Field>,
    pub adopt: Field,
    pub adopting: bool,
    /// The groups that the line is in, once they were asked for.
    pub known: Option<Known>,
    pub button: String,
}

/// The groups that a line is in and that can be adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub enum Known {
    There(Vec<Choice>),
    NoneThere,
    /// The gateway did not answer.
    NotTold,
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

/// The form for other names of a group.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct EditForm {
    pub group: GroupId,
    pub banner: Option<Banner>,
    pub name: Field,
    pub labels: LabelFields,
    warned: String,
}

/// What a group form asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the form")]
pub struct NewGroup {
    pub kind: GroupKind,
    pub name: String,
    pub labels: Labels,
    pub member: Option<Phone>,
    pub adopt: Option<ChatId>,
}

impl Known {
    /// The groups of a line without those that are in use.
    #[must_use]
    pub fn of(told: Option<Vec<GroupInfo>>, used: &[ChatId]) -> Self {
        let Some(told) = told else { return Self::NotTold };
        let choice = |group: GroupInfo| {
            let name = crate::text::plain::quote(&group.subject, NAME_MOST);
            Choice { value: group.chat.to_string(), text: name, chosen: false }
        };
        let free = told.into_iter().filter(|group| !used.contains(&group.chat));
        let mut free: Vec<Choice> = free.take(ADOPTABLE_MOST).map(choice).collect();
        free.sort_by(|a, b| a.text.cmp(&b.text));
        if free.is_empty() { Self::NoneThere } else { Self::There(free) }
    }
}

impl LabelFields {
    fn new(of: &str, words: Words) -> Self {
        let field = |id: &str, name: &'static str, label: &str, hint: &str| Field {
            most: u16::try_from(LABEL_MOST).unwrap_or(u16::MAX),
            ..Field::text(&format!("{id}-{of}"), name, words.t(label)).hint(words.t(hint))
        };
        Self {
            speciality: field(
                "especialidad",
                "especialidad",
                "groups-speciality",
                "groups-speciality-hint",
            ),
            shift: field("turno", "turno", "groups-shift", "groups-shift-hint"),
        }
    }

    fn read(&mut self, fields: &Fields, words: Words) -> Labels {
        for field in [&mut self.speciality, &mut self.shift] {
            fields.get(field.name).clone_into(&mut field.value);
            if field.value.chars().count() > LABEL_MOST {
                field.error = Some(words.t("field-too-long"));
            } else if field.value.chars().any(char::is_control) {
                field.error = Some(words.t("field-control"));
            }
        }
        Labels { speciality: self.speciality.value.clone(), shift: self.shift.value.clone() }
    }
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
            labels: None,
            known: None,
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

    /// An empty form for one more group of a kind: what tells it apart makes its name.
    #[must_use]
    pub fn more(
        kind: GroupKind,
        settings: &LineSettings,
        needs_member: bool,
        words: Words,
    ) -> Self {
        let mut form = Self::new(kind, settings, needs_member, words);
        let example = words.t("groups-speciality-example");
        let hint = words.name("groups-name-more-hint", &suggested(kind, &example, settings, words));
        form.name = Field::text("nombre-otro", "nombre", words.t("groups-name")).hint(hint);
        form.adopt.id = String::from("chat-otro");
        if let Some(member) = &mut form.member {
            member.id = String::from("miembro-otro");
        }
        form.labels = Some(LabelFields::new("otro", words));
        form.button = words.t("groups-create-more");
        form
    }

    /// Whether the form says something that a page which renews itself must not take away.
    #[must_use]
    pub fn is_mine(&self) -> bool {
        self.banner.is_some() || self.known.is_some()
    }

    /// With the groups that the line is in.
    #[must_use]
    pub fn knowing(self, known: Option<Known>) -> Self {
        let adopting = self.adopting || known.is_some();
        Self { known, adopting, ..self }
    }

    /// What was typed, understood; or what is wrong with it.
    ///
    /// After `None` the form has the words beside each field.
    pub fn read(
        &mut self,
        fields: &Fields,
        settings: &LineSettings,
        when: &When,
    ) -> Option<NewGroup> {
        let words = when.words();
        fields.get("nombre").clone_into(&mut self.name.value);
        let labels = self.labels.as_mut().map(|labels| labels.read(fields, words));
        let labels = labels.unwrap_or_default();
        let told = [labels.speciality.as_str(), labels.shift.as_str()];
        let told = told.into_iter().filter(|told| !told.is_empty()).collect::<Vec<_>>().join(" ");
        if self.name.value.is_empty() && !told.is_empty() {
            self.name.value = suggested(self.kind, &told, settings, words);
        }
        fields.get("chat").clone_into(&mut self.adopt.value);
        self.adopting = fields.get("accion") == "adoptar";
        self.warn(words);
        let mut name = self.name.value.clone();
        if name.is_empty() && self.adopting {
            // The group has a name already; this one holds until it was looked at.
            name = title(self.kind, words);
        } else if name.is_empty() {
            self.name.error = Some(words.t("field-required"));
        } else if name.chars().count() > NAME_MOST {
            self.name.error = Some(words.t("field-too-long"));
        }
        let mut member = None;
        if let (Some(field), false) = (&mut self.member, self.adopting) {
            fields.get("miembro").clone_into(&mut field.value);
            match Phone::parse(&field.value, &settings.country) {
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
        let adopt = self.adopting.then_some(chat);
        Some(NewGroup { kind: self.kind, name, labels, member, adopt })
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
                "especialidad" | "turno" if self.labels.is_some() => {
                    if let Some(labels) = &mut self.labels {
                        labels.of(field).error = Some(problem);
                    }
                }
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
        let is_open = self.labels.is_some() && self.name.value.is_empty();
        self.name.warn = if is_open { None } else { warning(&self.name.value, words) };
    }

    fn summarise(&mut self, words: Words) {
        let mut fields = vec![&self.name];
        if let Some(labels) = &self.labels {
            fields.extend([&labels.speciality, &labels.shift]);
        }
        fields.extend(self.member.as_ref());
        fields.push(&self.adopt);
        self.banner = summary(&fields, words);
    }
}

impl LabelFields {
    fn of(&mut self, field: &str) -> &mut Field {
        if field == "turno" { &mut self.shift } else { &mut self.speciality }
    }
}

impl EditForm {
    /// The form with what the group is called now.
    #[must_use]
    pub fn new(group: GroupId, name: &str, labels: &Labels, words: Words) -> Self {
        let of = format!("g{group}");
        let mut fields = LabelFields::new(&of, words);
        fields.speciality.value.clone_from(&labels.speciality);
        fields.shift.value.clone_from(&labels.shift);
        let id = format!("nombre-{of}");
        Self {
            group,
            banner: None,
            name: Field::text(&id, "nombre", words.t("groups-name")).value(name),
            labels: fields,
            warned: String::new(),
        }
    }

    /// What was typed, understood; or what is wrong with it.
    ///
    /// After `None` the form has the words beside each field.
    pub fn read(&mut self, fields: &Fields, words: Words) -> Option<(String, Labels)> {
        let before = self.name.value.clone();
        fields.get("nombre").clone_into(&mut self.name.value);
        let labels = self.labels.read(fields, words);
        if self.name.value.is_empty() {
            self.name.error = Some(words.t("field-required"));
        } else if self.name.value.chars().count() > NAME_MOST {
            self.name.error = Some(words.t("field-too-long"));
        }
        self.banner = summary(&[&self.name, &self.labels.speciality, &self.labels.shift], words);
        let changed = self.name.value != before;
        self.name.warn = warning(&self.name.value, words).filter(|_| changed);
        if self.name.warn.is_some() {
            self.warned.clone_from(&self.name.value);
        }
        // As for a new group: whoever has read the warning and sends it again means it.
        if self.banner.is_none() && fields.get("avisado") != self.warned {
            let text = words.t("groups-name-look");
            self.banner = Some(Banner { tone: Tone::Wait, text, fields: Vec::new() });
        }
        self.banner.is_none().then(|| (self.name.value.clone(), labels))
    }

    /// The name that is shown with a warning, if it is.
    #[must_use]
    pub fn warned(&self) -> &str {
        &self.warned
    }

    /// Says why the engine turned it down.
    pub fn refused(&mut self, refusal: &Refusal, when: &When) {
        if let Refusal::Field { field, problem } = refusal {
            let problem = text::refusals::problem(problem, when.tone());
            match field.as_str() {
                "nombre" => self.name.error = Some(problem),
                other => self.labels.of(other).error = Some(problem),
            }
            let fields = [&self.name, &self.labels.speciality, &self.labels.shift];
            self.banner = summary(&fields, when.words());
            return;
        }
        self.banner = Some(Banner::bad(text::refusal(refusal, when.tone())));
    }

    /// Says that it could not be done now.
    pub fn unavailable(&mut self, words: Words) {
        self.banner = Some(Banner::bad(words.t("form-unavailable")));
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

/// What a group of this kind is called among the settings.
pub(super) fn title(kind: GroupKind, words: Words) -> String {
    words.t(match kind {
        GroupKind::Support => "group-support",
        GroupKind::Sales => "group-sales",
        GroupKind::Supervisor => "group-supervisor",
    })
}

/// A name made of what tells a group apart.
fn suggested(kind: GroupKind, told: &str, settings: &LineSettings, words: Words) -> String {
    let key = match kind {
        GroupKind::Support => "groups-suggest-more-support",
        GroupKind::Sales => "groups-suggest-more-sales",
        GroupKind::Supervisor => "groups-suggest-more-supervisor",
    };
    let values = [
        ("name", FluentValue::from(told)),
        ("company", FluentValue::from(settings.company.as_str())),
    ];
    words.with(key, &values).chars().take(NAME_MOST).collect()
}

/// What to think over before a group is called so.
fn warning(name: &str, words: Words) -> Option<String> {
    let long = name.chars().count();
    if says_nothing(name) {
        Some(words.t("groups-name-nothing"))
    } else if long > NAME_COMFORTABLE {
        Some(words.count("groups-name-long", long))
    } else {
        None
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
                form.read(&typed, &settings, &when).is_some(),
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
        assert!(plain.read(&typed, &settings, &when).is_some());
        let mut needy = GroupForm::new(GroupKind::Support, &settings, true, when.words());
        assert_eq!(needy.read(&typed, &settings, &when), None);
        assert!(needy.member.is_some_and(|member| member.error.is_some()));
    }

    fn typed(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn one_more_group_is_named_by_what_tells_it_apart() {
        let when = When::new(Words::default(), "UTC", Timestamp(0));
        let settings = LineSettings { company: "Fibra".into(), ..LineSettings::default() };
        let form = || GroupForm::more(GroupKind::Support, &settings, false, when.words());
        let read = |pairs: &[(&str, &str)]| form().read(&typed(pairs), &settings, &when);
        let new = read(&[("especialidad", "Facturas"), ("turno", "mañana")]).unwrap();
        assert_eq!(new.name, "🎫 Facturas mañana - Fibra");
        assert_eq!(new.labels, Labels { speciality: "Facturas".into(), shift: "mañana".into() });
        let named = read(&[("especialidad", "Facturas"), ("nombre", "Cobranzas")]).unwrap();
        assert_eq!(named.name, "Cobranzas");
        assert_eq!(read(&[]), None, "neither a name nor what it could be made of");
        let long = "x".repeat(LABEL_MOST + 1);
        let mut form = form();
        assert_eq!(form.read(&typed(&[("turno", &long)]), &settings, &when), None);
        assert!(form.labels.unwrap().shift.error.is_some());
    }

    #[test]
    fn another_name_is_warned_about_once_and_the_old_one_never() {
        let words = Words::default();
        let labels = Labels::default();
        let form = || EditForm::new(GroupId(1), "Grupo 1", &labels, words);
        let read = |pairs: &[(&str, &str)]| form().read(&typed(pairs), words);
        assert!(read(&[("nombre", "Grupo 1"), ("turno", "noche")]).is_some());
        assert_eq!(read(&[("nombre", "Test")]), None);
        assert!(read(&[("nombre", "Test"), ("avisado", "Test")]).is_some());
        assert_eq!(read(&[("nombre", "")]), None);
    }

    #[test]
    fn groups_in_use_are_not_offered_and_silence_is_told_from_emptiness() {
        let group = |chat: &str, subject: &str| GroupInfo {
            chat: chat.into(),
            subject: subject.into(),
            people: Vec::new(),
            admins: Vec::new(),
        };
        let told = vec![group("2@g.us", "Zeta"), group("1@g.us", "Alfa"), group("3@g.us", "Mía")];
        let Known::There(choices) = Known::of(Some(told), &["3@g.us".into()]) else {
            panic!("two are left")
        };
        let names: Vec<&str> = choices.iter().map(|choice| choice.text.as_str()).collect();
        assert_eq!(names, ["Alfa", "Zeta"]);
        assert_eq!(Known::of(Some(vec![]), &[]), Known::NoneThere);
        assert_eq!(Known::of(None, &[]), Known::NotTold);
    }
}
