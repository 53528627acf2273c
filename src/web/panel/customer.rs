//! `/clientes/{line}/{id}`: one customer with all that is known of them.

use std::collections::BTreeSet;

use askama::Template;

use super::choice::Choice;
use super::customers::{address, number, shown_name};
use super::fields::Field;
use super::shell::{Badge, Shell};
use super::ticket_rows::{of_five, state_badge};
use crate::domain::customer::{CUSTOMER_NOTE_MOST, TAG_MOST, TAGS_MOST, tag, tag_key};
use crate::domain::identity::Identity;
use crate::domain::ids::LineId;
use crate::domain::phone::Phone;
use crate::domain::settings::Language;
use crate::domain::ticket::Customer;
use crate::engine::LineInfo;
use crate::store::customer_pages::{CustomerEntry, CustomerFound, NoteRow};
use crate::store::tickets::{TicketRow, TicketState};
use crate::text::plain;
use crate::web::form::Fields;
use crate::web::words::Words;

/// A case of theirs.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct PastCase {
    pub href: String,
    pub title: String,
    pub badge: Badge,
    pub department: String,
    pub agent: String,
    pub reason: String,
    pub rating: String,
    pub when: String,
}

/// A note about them.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct NoteLine {
    pub id: i64,
    pub who: String,
    pub when: String,
    pub text: String,
}

/// What was typed and could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Typed {
    /// Tags and language, and what is wrong with the tags.
    pub tags: Option<(String, Option<Language>, &'static str)>,
    pub note: Option<(String, &'static str)>,
    pub proof: Option<String>,
}

/// What somebody may do here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct May {
    pub act: bool,
    pub administer: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/customer.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct CustomerPage {
    pub shell: Shell,
    pub line: i64,
    pub action: String,
    pub name: String,
    pub facts: Vec<(String, String)>,
    pub tags: Vec<(String, String)>,
    pub tags_field: Field,
    pub offered: Vec<String>,
    pub languages: Vec<Choice>,
    pub cases: Vec<PastCase>,
    pub cases_more: bool,
    pub has_open: bool,
    pub notes: Vec<NoteLine>,
    pub note: String,
    pub note_error: Option<String>,
    pub note_most: usize,
    pub may: May,
    /// Since when, by whom and why nobody hears them.
    pub blocked: Option<String>,
    pub reason: Field,
    pub erase_open: bool,
    pub proof: Field,
    pub erase_what: Vec<String>,
}

impl CustomerPage {
    /// The page of a customer.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        line: &LineInfo,
        found: &CustomerFound,
        offered: Vec<String>,
        may: May,
        typed: &Typed,
    ) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let customer = &found.customer;
        let name = shown_name(&customer.name, customer.identity.phone.as_ref(), words);
        shell.title.clone_from(&name);
        let case = |row: &TicketRow| PastCase {
            href: format!("/tickets/{}?linea={}", row.no, line.id),
            title: format!("#{}", row.no),
            badge: state_badge(row.state, words),
            department: when.tone().department(row.department),
            agent: row.agent.as_ref().map(|(_, name)| plain::name(name)).unwrap_or_default(),
            reason: row.close_reason.as_deref().map(plain::name).unwrap_or_default(),
            rating: row.rating.map(|rating| of_five(rating, words)).unwrap_or_default(),
            when: when.moment(row.closed_at.unwrap_or(row.opened_at)),
        };
        let note = |row: &NoteRow| NoteLine {
            id: row.id,
            who: row.by.clone(),
            when: when.moment(row.at),
            text: row.text.clone(),
        };
        let moment = |at: Option<_>| {
            at.map_or_else(
                || words.t("customer-never"),
                |at| format!("{}, {}", when.moment(at), when.ago(at)),
            )
        };
        let mut facts = vec![(words.t("customer-numbers"), numbers(customer, words).join(" · "))];
        facts.push((words.t("customer-since"), moment(found.since)));
        facts.push((words.t("customer-last"), moment(found.last)));
        facts.push((
            words.t("customer-cases"),
            words.count("customers-closed", customer.closed_cases),
        ));
        let tags: Vec<String> = customer.about.tags.iter().map(ToString::to_string).collect();
        let bounds = [("n", TAGS_MOST.into()), ("most", TAG_MOST.into())];
        let said = |key: &str| words.with(key, &bounds);
        let (tags_hint, typed_tags) = (said("customer-tags-hint"), typed.tags.as_ref());
        let proof = proof_of(customer);
        let (note_typed, note_error) = typed
            .note
            .clone()
            .map_or((String::new(), None), |(text, error)| (text, Some(words.t(error))));
        let asked = words.name("customer-erase-proof", &proof);
        let proof_field = Field {
            error: typed.proof.as_ref().map(|_| words.t("customer-erase-proof-wrong")),
            ..Field::text("prueba", "prueba", asked).value(typed.proof.clone().unwrap_or_default())
        };
        Self {
            line: line.id.0,
            action: address(line.id, customer.id),
            facts,
            tags: tags
                .iter()
                .map(|tag| {
                    let at = super::customers::encoded(tag);
                    (format!("/clientes?linea={}&etiqueta={at}", line.id), plain::name(tag))
                })
                .collect(),
            tags_field: Field {
                most: 400,
                error: typed_tags.map(|(.., wrong)| said(wrong)),
                ..Field::text("etiquetas", "etiquetas", words.t("customer-tags"))
            }
            .hint(tags_hint)
            .value(typed_tags.map_or_else(|| tags.join(", "), |(typed, ..)| typed.clone())),
            offered: offered.into_iter().filter(|tag| !tags.contains(tag)).collect(),
            languages: languages(
                typed_tags.map_or(customer.about.language, |(_, language, _)| *language),
                line,
                words,
            ),
            cases: found.cases.iter().map(case).collect(),
            cases_more: found.cases.len()
                >= usize::try_from(crate::store::customer_pages::CASES_SHOWN).unwrap_or(usize::MAX),
            has_open: found.cases.iter().any(|row| row.state != TicketState::Closed),
            notes: found.notes.iter().map(note).collect(),
            note: note_typed,
            note_error,
            note_most: CUSTOMER_NOTE_MOST,
            may,
            blocked: customer.blocked.as_ref().map(|blocked| {
                let since = words.with(
                    "customer-blocked-by",
                    &[
                        ("when", when.moment(blocked.at).into()),
                        ("by", plain::name(&blocked.by).into()),
                    ],
                );
                match &blocked.reason {
                    Some(reason) => format!("{since} «{}»", plain::name(reason)),
                    None => since,
                }
            }),
            reason: Field {
                most: 200,
                ..Field::text("motivo", "motivo", words.t("customer-block-reason"))
            }
            .hint(words.t("customer-block-reason-hint")),
            erase_open: typed.proof.is_some(),
            proof: proof_field,
            erase_what: vec![
                words.t("customer-erase-messages"),
                words.t("customer-erase-who"),
                words.count("customer-erase-cases", customer.closed_cases),
                words.t("customer-erase-whatsapp"),
            ],
            name,
            shell,
        }
    }
}

/// The tags of a form: those that were typed and those that were ticked.
///
/// # Errors
/// The key of what is wrong: nothing is cut or left out in silence.
pub fn tags_of(fields: &Fields) -> Result<Vec<Box<str>>, &'static str> {
    let typed = fields.get("etiquetas").split([',', ';']).chain(fields.all("sumar"));
    let typed: Vec<String> =
        typed.map(|tag| tag.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let length = |tag: &String| tag.trim_start_matches('#').chars().count();
    if typed.iter().any(|tag| length(tag) > TAG_MOST) {
        return Err("customer-tag-long");
    }
    let tags: Vec<Box<str>> = typed.iter().filter_map(|typed| tag(typed)).collect();
    let different: BTreeSet<String> = tags.iter().map(|tag| tag_key(tag)).collect();
    if different.len() > TAGS_MOST { Err("customer-tags-many") } else { Ok(tags) }
}

/// What has to be typed so that nobody is forgotten by mistake: the number without signs, or the name, or how
/// Relevo counts them.
#[must_use]
pub fn proof_of(customer: &Customer) -> String {
    match &customer.identity.phone {
        Some(phone) => phone.digits().to_owned(),
        None => match plain::name(&customer.name) {
            name if name.is_empty() => customer.id.0.to_string(),
            name => name,
        },
    }
}

/// All numbers of a customer: how each is known.
fn numbers(customer: &Customer, words: Words) -> Vec<String> {
    let shown = |identity: &Identity| match (&identity.phone, &identity.lid) {
        (Some(phone), _) => phone.pretty(),
        (None, Some(lid)) => words.name("customer-lid", &lid.0),
        (None, None) => String::new(),
    };
    let mut all: Vec<String> = customer.identities().map(shown).collect();
    all.retain(|number| !number.is_empty());
    all.dedup();
    all
}

fn languages(chosen: Option<Language>, line: &LineInfo, words: Words) -> Vec<Choice> {
    let of_line = Words(line.settings.language).own_name();
    let like_line = Choice {
        value: String::new(),
        text: words.name("customer-language-line", of_line),
        chosen: chosen.is_none(),
    };
    let choice = |language: Language| Choice {
        value: language.code().to_owned(),
        text: Words(language).own_name().to_owned(),
        chosen: chosen == Some(language),
    };
    std::iter::once(like_line).chain(Language::ALL.map(choice)).collect()
}

/// Somebody who may be the same person.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Candidate {
    pub href: String,
    pub name: String,
    pub number: String,
    pub cases: String,
}

/// `/clientes/{line}/{id}/unir`: who a customer is to be joined with.
#[derive(Template)]
#[template(path = "panel/customer_merge.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct MergePage {
    pub shell: Shell,
    pub action: String,
    pub name: String,
    pub number: String,
    pub query: String,
    pub candidates: Vec<Candidate>,
    pub other: Option<(i64, String, String)>,
    pub what: String,
}

impl MergePage {
    /// The page: with whom was found, or with the one who was chosen.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        line: LineId,
        customer: &Customer,
        query: String,
        found: &[CustomerEntry],
        other: Option<&Customer>,
    ) -> Self {
        let words = shell.words;
        shell.title = words.t("customer-merge");
        let action = address(line, customer.id);
        let candidate = |row: &CustomerEntry| Candidate {
            href: format!("{action}/unir?con={}", row.id.0),
            name: shown_name(&row.name, row.phone.as_ref(), words),
            number: number(row.phone.as_ref(), words),
            cases: words.count("customers-closed", row.closed),
        };
        let named = |customer: &Customer| {
            let phone: Option<&Phone> = customer.identity.phone.as_ref();
            (shown_name(&customer.name, phone, words), numbers(customer, words).join(" · "))
        };
        let (name, number) = named(customer);
        let what = other.map(|other| {
            words.with(
                "customer-merge-what",
                &[("name", name.as_str().into()), ("other", named(other).0.into())],
            )
        });
        Self {
            candidates: found.iter().filter(|row| row.id != customer.id).map(candidate).collect(),
            other: other.map(|other| {
                let (name, number) = named(other);
                (other.id.0, name, number)
            }),
            what: what.unwrap_or_default(),
            action,
            name,
            number,
            query,
            shell,
        }
    }
}
