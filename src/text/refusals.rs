//! Why something was turned down, and what to do about it.

use super::durations;
use super::plain;
use super::tone::Tone;
use crate::domain::phone::PhoneError;
use crate::domain::refusal::{OpenCase, Refusal};

/// Open cases listed at the most; no agent has more.
const CASES_MOST: usize = 10;

/// A refusal, for a chat or for the panel.
#[must_use]
pub fn refusal(refusal: &Refusal, tone: &Tone) -> String {
    match refusal {
        Refusal::AlreadyTaken { ticket, holder } => {
            let holder = plain::name(holder);
            tone.with(
                "refused-taken",
                &[("ticket", ticket.to_string().into()), ("holder", holder.into())],
            )
        }
        Refusal::AlreadyYours { ticket, slot_name } => {
            let slot = plain::name(slot_name);
            tone.with(
                "refused-yours",
                &[("ticket", ticket.to_string().into()), ("slot", slot.into())],
            )
        }
        Refusal::AlreadyClosed { ticket, by, at } => tone.with(
            "refused-closed",
            &[
                ("ticket", ticket.to_string().into()),
                ("by", plain::name(by).into()),
                ("when", durations::when(*at, tone).into()),
            ],
        ),
        Refusal::NotOpen { ticket } => {
            tone.with("refused-not-open", &[("ticket", ticket.to_string().into())])
        }
        Refusal::NotTaken { ticket } => {
            tone.with("refused-not-taken", &[("ticket", ticket.to_string().into())])
        }
        Refusal::Elsewhere { ticket, group_name } => tone.with(
            "refused-elsewhere",
            &[("ticket", ticket.to_string().into()), ("group", plain::name(group_name).into())],
        ),
        Refusal::AllBusy { cases } => all_busy(cases, tone),
        Refusal::NoSlots => tone.text("refused-no-slots"),
        Refusal::NotRegistered { agent } => about("refused-not-registered", agent, tone),
        Refusal::Inactive { agent } => about("refused-inactive", agent, tone),
        Refusal::NotAnAgent => tone.text("refused-not-agent"),
        Refusal::WrongNumber { agent } => about("refused-wrong-number", agent, tone),
        Refusal::IdentityTaken { agent } => about("refused-identity-taken", agent, tone),
        Refusal::NumberTaken { agent } => about("refused-number-taken", agent, tone),
        Refusal::HasCases { agent, cases } => {
            let about = about("refused-has-cases", agent, tone);
            let cases = cases.iter().take(CASES_MOST).map(|case| open_case(case, tone));
            std::iter::once(about).chain(cases).collect::<Vec<_>>().join("\n")
        }
        Refusal::TicketsWait { count } => {
            tone.with("refused-tickets-wait", &[("count", (*count).into())])
        }
        Refusal::Field { field, problem } => {
            match (label(field, tone), self::problem(problem, tone)) {
                (label, problem) if label.is_empty() => problem,
                (label, problem) => {
                    let values = [("field", label.into()), ("problem", problem.into())];
                    tone.with("refused-field", &values)
                }
            }
        }
        Refusal::HasTicket { ticket } => {
            tone.with("refused-has-ticket", &[("ticket", ticket.to_string().into())])
        }
        Refusal::Unknown { what } => match plain::quote(what, plain::NAME_MOST) {
            what if what.is_empty() => tone.text("refused-unknown-unnamed"),
            what => tone.with("refused-unknown", &[("what", what.into())]),
        },
    }
}

/// What is wrong with a field, by its key (`field-required` …), to stand beside the field.
#[must_use]
pub fn problem(key: &str, tone: &Tone) -> String {
    if super::Catalogue::of(tone.language).has(key) {
        return tone.text(key);
    }
    tracing::error!(text.key = key, "a problem without a text");
    tone.text("field-unusable")
}

/// What is wrong with a number that a person typed.
#[must_use]
pub fn phone(error: &PhoneError, tone: &Tone) -> String {
    match error {
        PhoneError::Empty => tone.text("phone-empty"),
        PhoneError::Character(odd) => match plain::quote(&odd.to_string(), 1) {
            shown if shown.is_empty() => tone.text("field-control"),
            shown => tone.with("phone-character", &[("character", shown.into())]),
        },
        PhoneError::TooShort { digits, missing } => tone.with(
            "phone-too-short",
            &[("digits", (*digits).into()), ("missing", (*missing).into())],
        ),
        PhoneError::TooLong => tone.text("phone-too-long"),
        PhoneError::Impossible => tone.text("phone-impossible"),
    }
}

fn about(key: &str, agent: &str, tone: &Tone) -> String {
    tone.with(key, &[("agent", plain::name(agent).into())])
}

fn all_busy(cases: &[OpenCase], tone: &Tone) -> String {
    let mut lines = vec![tone.text("refused-busy")];
    lines.extend(cases.iter().take(CASES_MOST).map(|case| open_case(case, tone)));
    lines.push(tone.text("refused-busy-how"));
    lines.join("\n")
}

fn open_case(case: &OpenCase, tone: &Tone) -> String {
    let customer = match plain::customer(&case.customer) {
        name if name.is_empty() => tone.text("customer-unnamed"),
        name => name,
    };
    tone.with(
        "refused-busy-case",
        &[
            ("slot", plain::name(&case.slot_name).into()),
            ("ticket", case.ticket.to_string().into()),
            ("customer", customer.into()),
        ],
    )
}

/// The field as the form calls it.
fn label(field: &str, tone: &Tone) -> String {
    match field {
        "nombre" | "name" => tone.text("label-name"),
        "cantidad" | "slots" => tone.text("label-slots"),
        "chat" => tone.text("label-chat"),
        "especialidad" => tone.text("groups-speciality"),
        "turno" => tone.text("groups-shift"),
        "numero" | "número" | "telefono" | "phone" | "number" => tone.text("label-number"),
        other => plain::quote(other, plain::NAME_MOST),
    }
}
