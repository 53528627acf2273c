//! `/clientes`: the people who write to a line.

use askama::Template;

use super::choice::Choice;
use super::shell::{Badge, Shell};
use super::tickets::Tab;
use crate::domain::ids::{CustomerId, LineId};
use crate::domain::phone::Phone;
use crate::engine::LineInfo;
use crate::store::customer_pages::CustomerEntry;
use crate::store::tickets::CUSTOMERS_MOST;
use crate::text::plain;
use crate::web::session::Whose;
use crate::web::words::Words;

/// Customers on a page.
pub const PAGE: usize = 25;
/// The longest text that is sought, in characters.
pub const QUERY_MOST: usize = 120;

/// What the list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "as in the address")]
pub struct Asked {
    pub query: String,
    pub tag: String,
    pub after: Option<CustomerId>,
    pub before: Option<CustomerId>,
}

impl Asked {
    /// Where this list is, from its beginning.
    fn address(&self, line: LineId) -> String {
        let mut address = format!("/clientes?linea={line}");
        for (name, value) in [("q", &self.query), ("etiqueta", &self.tag)] {
            if !value.is_empty() {
                address.push_str(&format!("&{name}={}", encoded(value)));
            }
        }
        address
    }
}

/// What the page is built from.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Found {
    pub rows: Vec<CustomerEntry>,
    /// There are pages before this one.
    pub earlier: bool,
    /// There are pages behind this one.
    pub more: bool,
    pub tags: Vec<String>,
}

/// A customer in the list.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Entry {
    pub id: i64,
    pub href: String,
    pub name: String,
    pub number: String,
    pub cases: String,
    pub open: Option<(String, Badge)>,
    pub tags: Vec<String>,
    pub last: String,
    pub blocked: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/customers.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct CustomersPage {
    pub shell: Shell,
    pub line: i64,
    pub lines: Vec<Tab>,
    pub query: String,
    pub scope: String,
    pub tags: Vec<Choice>,
    pub filtered: bool,
    pub unfiltered: String,
    pub rows: Vec<Entry>,
    pub none: String,
    pub none_hint: String,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl CustomersPage {
    /// The page of what was found.
    #[must_use]
    pub fn new(
        shell: Shell,
        line: &LineInfo,
        lines: Vec<Tab>,
        asked: &Asked,
        whose: Whose,
        found: Found,
    ) -> Self {
        let (when, words) = (shell.when(line), shell.words);
        let here = asked.address(line.id);
        let filtered = !asked.query.is_empty() || !asked.tag.is_empty();
        let entry = |row: &CustomerEntry| Entry {
            id: row.id.0,
            href: address(line.id, row.id),
            name: shown_name(&row.name, row.phone.as_ref(), words),
            number: number(row.phone.as_ref(), words),
            cases: words.count("customers-closed", row.closed),
            open: row.open.map(|no| {
                let badge = Badge { class: "badge is-progress", text: format!("#{no}") };
                (format!("/tickets/{no}?linea={}", line.id), badge)
            }),
            tags: row.tags.iter().map(|tag| plain::name(tag)).collect(),
            blocked: row.blocked,
            last: row.last.map(|at| when.ago(at)).unwrap_or_default(),
        };
        let (none, none_hint) = match (whose, filtered) {
            (Whose::Nothing, _) => ("blind-title", "blind-how"),
            (_, true) => ("customers-none", "customers-none-filtered"),
            (Whose::Of(_), false) => ("customers-none", "customers-none-own"),
            (Whose::All, false) => ("customers-none", "customers-none-how"),
        };
        let edge = |row: Option<&CustomerEntry>, name: &str, there: bool| {
            row.filter(|_| there).map(|row| format!("{here}&{name}={}", row.id.0))
        };
        let all = Choice {
            value: String::new(),
            text: words.t("customers-any-tag"),
            chosen: asked.tag.is_empty(),
        };
        let mut offered = found.tags;
        if !asked.tag.is_empty() && !offered.contains(&asked.tag) {
            offered.push(asked.tag.clone());
        }
        let choice =
            |tag: String| Choice { text: plain::name(&tag), chosen: tag == asked.tag, value: tag };
        Self {
            line: line.id.0,
            lines,
            query: asked.query.clone(),
            scope: if asked.query.is_empty() {
                String::new()
            } else {
                words.count("customers-scope", CUSTOMERS_MOST)
            },
            tags: std::iter::once(all).chain(offered.into_iter().map(choice)).collect(),
            filtered,
            unfiltered: Asked::default().address(line.id),
            previous: edge(found.rows.first(), "despues", found.earlier),
            next: edge(found.rows.last(), "antes", found.more),
            rows: found.rows.iter().map(entry).collect(),
            none: words.t(none),
            none_hint: words.t(none_hint),
            shell,
        }
    }
}

/// Where a customer's page is.
#[must_use]
pub fn address(line: LineId, customer: CustomerId) -> String {
    format!("/clientes/{line}/{}", customer.0)
}

/// What a customer is called on pages.
#[must_use]
pub fn shown_name(name: &str, phone: Option<&Phone>, words: Words) -> String {
    match (plain::name(name), phone) {
        (shown, _) if !shown.is_empty() => shown,
        (_, None) => words.t("customer-unnamed"),
        (_, Some(phone)) => phone.pretty(),
    }
}

/// A customer's number, as people read it.
#[must_use]
pub fn number(phone: Option<&Phone>, words: Words) -> String {
    phone.map_or_else(|| words.t("number-hidden"), Phone::pretty)
}

/// A text, fit to stand in an address.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
