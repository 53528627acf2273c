//! `/ajustes/usuarios`: who may use the panel.

use std::collections::BTreeMap;

use askama::Template;

use super::choice::Choice;
use super::fields::{Field, summary};
use super::gate::login_fault;
use super::shell::{Badge, Shell};
use crate::domain::ids::{AgentId, LineId, Timestamp};
use crate::domain::settings::Language;
use crate::store::users::{Role, UserId, UserRow};
use crate::web::accounts::UserForm;
use crate::web::flash::Banner;
use crate::web::form::Fields;
use crate::web::when::When;
use crate::web::words::Words;

const NAME_MOST: usize = 80;

/// The agents of all lines, with the names of both.
pub type Agents = Vec<((LineId, AgentId), String)>;

/// Until when each user's link works.
pub type Links = BTreeMap<UserId, Timestamp>;

/// A user in the list.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct UserLine {
    pub href: String,
    pub name: String,
    pub login: String,
    pub role: String,
    pub attends: String,
    pub badge: Badge,
    pub is_self: bool,
}

/// The form of a user.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct UserFields {
    pub login: Field,
    pub name: Field,
    pub roles: Vec<Choice>,
    pub languages: Vec<Choice>,
    pub attends: Vec<Choice>,
    pub attends_error: Option<String>,
    pub banner: Option<Banner>,
}

impl UserFields {
    /// An empty form.
    #[must_use]
    pub fn new(agents: &Agents, words: Words) -> Self {
        Self {
            login: Field { most: 120, ..Field::text("usuario", "usuario", words.t("login-user")) }
                .hint(words.t("first-login-hint")),
            name: Field { most: 80, ..Field::text("nombre", "nombre", words.t("users-name")) },
            roles: roles(Role::Operator, words),
            languages: languages(words.0),
            attends: attends(agents, None, words),
            attends_error: None,
            banner: None,
        }
    }

    /// The form of a user as it is.
    #[must_use]
    pub fn of(user: &UserRow, agents: &Agents, words: Words) -> Self {
        let new = Self::new(agents, words);
        Self {
            login: new.login.value(&user.login),
            name: new.name.value(&user.name),
            roles: roles(user.role, words),
            languages: languages(user.language),
            attends: attends(agents, user.attends, words),
            ..new
        }
    }

    /// Takes what was typed; nothing if any of it cannot be used: the form then says what.
    pub fn read(&mut self, fields: &Fields, agents: &Agents, words: Words) -> Option<UserForm> {
        self.name.value = fields.get("nombre").chars().take(NAME_MOST + 1).collect();
        let odd = |c: char| c.is_control();
        self.name.error = if self.name.value.is_empty() {
            Some(words.t("users-name-missing"))
        } else if self.name.value.chars().count() > NAME_MOST || self.name.value.chars().any(odd) {
            Some(words.t("users-name-odd"))
        } else {
            None
        };
        let role = Role::from_name(fields.get("rol")).unwrap_or(Role::Operator);
        let language = Language::from_code(fields.get("idioma")).unwrap_or_default();
        let wanted = fields.get("agente");
        let chosen = agents.iter().map(|(id, _)| *id).find(|id| agent_value(*id) == wanted);
        self.roles = roles(role, words);
        self.languages = languages(language);
        self.attends = attends(agents, chosen, words);
        self.attends_error =
            (!wanted.is_empty() && chosen.is_none()).then(|| words.t("users-agent-gone"));
        self.sum_up(words);
        let name = self.name.value.clone();
        self.banner.is_none().then_some(UserForm { name, role, language, attends: chosen })
    }

    /// The same for somebody new, who needs a login.
    pub fn read_new(
        &mut self,
        fields: &Fields,
        agents: &Agents,
        words: Words,
    ) -> Option<(String, UserForm)> {
        let form = self.read(fields, agents, words);
        self.login.value = fields.get("usuario").chars().take(121).collect();
        self.login.error = login_fault(&self.login.value, words);
        self.sum_up(words);
        form.filter(|_| self.banner.is_none()).map(|form| (self.login.value.to_lowercase(), form))
    }

    /// Somebody has that login.
    pub fn login_taken(&mut self, words: Words) {
        self.login.error = Some(words.t("users-login-taken"));
        self.sum_up(words);
    }

    /// It was turned down for this reason.
    pub fn refuse(&mut self, problem: String) {
        self.banner = Some(Banner::bad(problem));
    }

    fn sum_up(&mut self, words: Words) {
        let attends = Field {
            error: self.attends_error.clone(),
            ..Field::text("agente", "agente", String::new())
        };
        self.banner = summary(&[&self.login, &self.name, &attends], words);
    }
}

/// `/ajustes/usuarios`
#[derive(Debug, Template)]
#[template(path = "panel/users.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct UsersPage {
    pub shell: Shell,
    pub rows: Vec<UserLine>,
    pub form: UserFields,
}

impl UsersPage {
    /// The list and the form for somebody new.
    #[must_use]
    pub fn new(
        shell: Shell,
        users: &[UserRow],
        links: &Links,
        agents: &Agents,
        own: UserId,
        form: UserFields,
    ) -> Self {
        let words = shell.words;
        let rows = users.iter().map(|user| UserLine {
            href: format!("/ajustes/usuarios/{}", user.id),
            name: user.name.clone(),
            login: user.login.clone(),
            role: words.t(role_key(user.role)),
            attends: agent_name(agents, user.attends),
            badge: badge(user, links, shell.now, words),
            is_self: user.id == own,
        });
        let rows = rows.collect();
        Self { shell, rows, form }
    }
}

/// `/ajustes/usuarios/{id}`
#[derive(Debug, Template)]
#[template(path = "panel/user.html")]
#[allow(missing_docs, reason = "named as on the page")]
pub struct UserPage {
    pub shell: Shell,
    pub id: i64,
    pub name: String,
    pub login: String,
    pub badge: Badge,
    pub is_self: bool,
    pub form: UserFields,
    pub link: String,
    pub link_hint: String,
    pub reset_hint: String,
}

impl UserPage {
    /// A user, with the link that was just made for them, if there is one.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        user: &UserRow,
        links: &Links,
        own: UserId,
        form: UserFields,
        link: Option<String>,
        when: &When,
    ) -> Self {
        let words = shell.words;
        let until = links.get(&user.id).map(|until| when.moment(*until)).unwrap_or_default();
        let reset =
            if user.password_hash.is_empty() { "users-link-again-how" } else { "users-reset-how" };
        shell.title = user.name.clone();
        Self {
            id: user.id.0,
            name: user.name.clone(),
            login: user.login.clone(),
            badge: badge(user, links, shell.now, words),
            is_self: user.id == own,
            form,
            link: link.unwrap_or_default(),
            link_hint: words.name("users-link-how", &until),
            reset_hint: words.name(reset, &user.name),
            shell,
        }
    }
}

fn badge(user: &UserRow, links: &Links, now: Timestamp, words: Words) -> Badge {
    let waits = user.password_hash.is_empty();
    let works = links.get(&user.id).is_some_and(|until| *until > now);
    let (class, key) = match (waits, works) {
        (false, _) => ("badge is-ok", "users-state-active"),
        (true, true) => ("badge is-wait", "users-state-invited"),
        (true, false) => ("badge is-bad", "users-state-expired"),
    };
    Badge { class, text: words.t(key) }
}

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Admin => "role-admin",
        Role::Supervisor => "role-supervisor",
        Role::Operator => "role-operator",
    }
}

fn roles(chosen: Role, words: Words) -> Vec<Choice> {
    let choice = |role: Role| Choice {
        value: role.name().to_owned(),
        text: words.t(match role {
            Role::Admin => "users-role-admin",
            Role::Supervisor => "users-role-supervisor",
            Role::Operator => "users-role-operator",
        }),
        chosen: role == chosen,
    };
    [Role::Operator, Role::Supervisor, Role::Admin].map(choice).to_vec()
}

/// The languages, each in its own words.
pub(super) fn languages(chosen: Language) -> Vec<Choice> {
    let choice = |language: Language| Choice {
        value: language.code().to_owned(),
        text: Words(language).own_name().to_owned(),
        chosen: language == chosen,
    };
    Language::ALL.map(choice).to_vec()
}

fn agent_value((line, agent): (LineId, AgentId)) -> String {
    format!("{line}-{agent}")
}

fn attends(agents: &Agents, chosen: Option<(LineId, AgentId)>, words: Words) -> Vec<Choice> {
    let nobody = Choice {
        value: String::new(),
        text: words.t("users-agent-none"),
        chosen: chosen.is_none(),
    };
    let choices = agents.iter().map(|(id, name)| Choice {
        value: agent_value(*id),
        text: name.clone(),
        chosen: chosen == Some(*id),
    });
    std::iter::once(nobody).chain(choices).collect()
}

fn agent_name(agents: &Agents, attends: Option<(LineId, AgentId)>) -> String {
    let named = agents.iter().find(|(id, _)| attends == Some(*id));
    named.map(|(_, name)| name.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_what_is_wrong_and_keeps_what_was_typed() {
        let agents: Agents = vec![((LineId(1), AgentId(2)), "Juan".into())];
        let words = Words::default();
        let fields = |pairs: &[(&str, &str)]| -> Fields {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let mut form = UserFields::new(&agents, words);
        let typed = [("usuario", "Ana Paz"), ("nombre", ""), ("rol", "admin"), ("agente", "9-9")];
        assert_eq!(form.read_new(&fields(&typed), &agents, words), None);
        assert!(form.login.error.is_some() && form.name.error.is_some());
        assert!(form.attends_error.is_some());
        assert_eq!((form.login.value.as_str(), form.banner.unwrap().fields.len()), ("Ana Paz", 3));
        assert!(form.roles.iter().any(|role| role.value == "admin" && role.chosen));

        let mut form = UserFields::new(&agents, words);
        let typed =
            [("usuario", "Ana@x.com"), ("nombre", "Ana"), ("rol", "dios"), ("agente", "1-2")];
        let (login, read) = form.read_new(&fields(&typed), &agents, words).unwrap();
        assert_eq!(
            (login.as_str(), read.role),
            ("ana@x.com", Role::Operator),
            "an unknown role is the least"
        );
        assert_eq!(read.attends, Some((LineId(1), AgentId(2))));
    }
}
