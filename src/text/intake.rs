//! What is said about who is let in: a company's own menu, cases that go on, customers whom nobody hears.

use super::announcement::ticket;
use super::notice::{first_name, reason_given};
use super::plain;
use super::tone::Tone;
use crate::domain::notice::{MenuPart, Notice};
use crate::domain::own_words::{Named, fill};
use crate::domain::settings::Department;

/// The words of these notices; nothing for any other.
#[must_use]
#[allow(clippy::wildcard_enum_match_arm, reason = "the others are said elsewhere")]
pub fn render(notice: &Notice, to: &Tone) -> String {
    match notice {
        Notice::OwnMenu { name, company, greeting, part, options } => {
            menu(name, company, greeting.as_deref(), part, options, to)
        }
        Notice::Reopened { ticket: no, previous } => {
            to.with("reopened", &[ticket(*no), ("previous", previous.to_string().into())])
        }
        Notice::OpenedFor { department, ticket: no } => {
            let key = match department {
                Department::Support => "opened-for-support",
                Department::Sales => "opened-for-sales",
            };
            to.with(key, &[ticket(*no)])
        }
        Notice::TooMany => to.text("too-many"),
        Notice::NotForAgents { agent, company } => {
            let company = ("company", plain::name(company).into());
            to.with("not-for-agents", &[("agent", plain::name(agent).into()), company])
        }
        Notice::CustomerBlocked { ticket: no, reason } => {
            let told = match reason_given(reason.as_deref()) {
                Some(reason) => {
                    to.with("customer-blocked-reason", &[ticket(*no), ("reason", reason.into())])
                }
                None => to.with("customer-blocked", &[ticket(*no)]),
            };
            [told, to.text("customer-blocked-after"), to.text("unblock-how")].join("\n")
        }
        Notice::CustomerUnblocked { customer, number } => {
            let customer = match plain::customer(customer) {
                nothing if nothing.is_empty() => to.text("customer-unnamed"),
                name => name,
            };
            let number = ("number", plain::name(number).into());
            to.with("customer-unblocked", &[("customer", customer.into()), number])
        }
        Notice::NotBlocked { number } => {
            let number = ("number", plain::quote(number, plain::NAME_MOST).into());
            [to.with("not-blocked", &[number]), to.text("unblock-how")].join("\n")
        }
        Notice::UnblockHow => to.text("unblock-how"),
        _ => String::new(),
    }
}

/// A company's own menu, as the customer reads it.
#[must_use]
pub fn menu(
    name: &str,
    company: &str,
    greeting: Option<&str>,
    part: &MenuPart,
    options: &[String],
    to: &Tone,
) -> String {
    let head = match part {
        MenuPart::First => {
            let hello = match greeting.and_then(|greeting| greeted(greeting, name, company)) {
                Some(greeting) => greeting,
                None => hello(name, company, to),
            };
            format!("{hello}\n{}", to.text("menu-question"))
        }
        MenuPart::Again { .. } => to.text("menu-again"),
        MenuPart::Nested { label } => to.with("menu-part", &[("label", plain::name(label).into())]),
    };
    let mut lines = vec![head];
    if options.is_empty() {
        lines.push(to.text("menu-options"));
    }
    let numbers = 1_u8..;
    lines.extend(numbers.zip(options).map(|(n, label)| format!("{n}. {}", plain::name(label))));
    if matches!(part, MenuPart::Nested { .. } | MenuPart::Again { nested: true }) {
        lines.push(to.text("menu-back"));
    }
    lines.join("\n")
}

/// A greeting of the company's own, with who is greeted in it; nothing if it cannot be said.
fn greeted(greeting: &str, name: &str, company: &str) -> Option<String> {
    let customer = first_name(name).unwrap_or_default();
    let company = plain::name(company);
    let named = Named { customer: &customer, agent: "", company: &company, ticket: 0 };
    fill(greeting, named).ok().filter(|said| !said.trim().is_empty())
}

fn hello(name: &str, company: &str, to: &Tone) -> String {
    let company = ("company", plain::name(company).into());
    match first_name(name) {
        Some(name) => to.with("menu-hello-name", &[("name", name.into()), company]),
        None => to.with("menu-hello", &[company]),
    }
}
