//! A message of somebody else, carried to the other side of a case.
//!
//! Text goes as written (see `guard`); in words, any other kind is one labelled line with the text below it.

use super::catalogue::{Catalogue, FluentValue};
use super::{guard, plain};
use crate::domain::content::{Content, MediaKind};
use crate::domain::settings::Language;

/// Contacts or answers of a poll shown at the most.
const LIST_MOST: usize = 20;
/// Longest question, answer or title shown, in characters.
const TITLE_MOST: usize = 300;

/// The words of a carried message; `name` stands above it on the first one of a turn.
#[must_use]
pub fn relay(name: Option<&str>, content: &Content, language: Language) -> String {
    headed(name, words(content, Catalogue::of(language)))
}

/// Words with the writer's name above.
pub(super) fn headed(name: Option<&str>, words: String) -> String {
    let name = name.map(plain::customer).filter(|name| !name.is_empty());
    match name {
        Some(name) => format!("*{name}:*\n{words}"),
        None => words,
    }
}

pub(super) fn words(content: &Content, catalogue: &Catalogue) -> String {
    match content {
        Content::Text { text } => {
            let text = guard::carried(text);
            if text.is_empty() { catalogue.text("relay-empty") } else { text }
        }
        Content::Media { media, caption, file_name, view_once, .. } => {
            let label = media_label(*media, file_name.as_deref(), *view_once, catalogue);
            let caption = guard::carried(caption.as_deref().unwrap_or_default());
            if caption.is_empty() { label } else { format!("{label}\n{caption}") }
        }
        Content::Location { latitude, longitude, name, live } => {
            location(*latitude, *longitude, name.as_deref().unwrap_or_default(), *live, catalogue)
        }
        Content::Contacts { cards } => {
            let names: Vec<String> = cards
                .iter()
                .map(|card| plain::customer(&card.name))
                .filter(|name| !name.is_empty())
                .collect();
            let count = names.len().into();
            let listed = listed(names, ", ", catalogue);
            catalogue.with("relay-contacts", &[("count", count), ("names", listed.into())])
        }
        Content::Poll { question, options } => {
            let question = plain::quote(question, TITLE_MOST);
            let options: Vec<String> =
                options.iter().map(|option| plain::quote(option, TITLE_MOST)).collect();
            let asked = catalogue.with("relay-poll", &[("question", question.into())]);
            if options.is_empty() {
                asked
            } else {
                format!("{asked}\n{}", listed(options, " / ", catalogue))
            }
        }
        Content::Choice { title } => {
            catalogue.with("relay-choice", &[("title", plain::quote(title, TITLE_MOST).into())])
        }
        Content::Unknown { name } => match plain::name(name) {
            name if name.is_empty() => catalogue.text("relay-unknown-unnamed"),
            name => catalogue.with("relay-unknown", &[("name", name.into())]),
        },
    }
}

pub(super) fn media_label(
    media: MediaKind,
    file_name: Option<&str>,
    view_once: bool,
    catalogue: &Catalogue,
) -> String {
    let mut label = catalogue.text(match media {
        MediaKind::Image => "relay-image",
        MediaKind::Video => "relay-video",
        MediaKind::Gif => "relay-gif",
        MediaKind::VideoNote => "relay-video-note",
        MediaKind::Voice => "relay-voice",
        MediaKind::Audio => "relay-audio",
        MediaKind::Document => "relay-document",
        MediaKind::Sticker => "relay-sticker",
    });
    if view_once {
        label = catalogue.with("relay-once", &[("label", label.into())]);
    }
    let file = plain::name(file_name.unwrap_or_default());
    if file.is_empty() {
        return label;
    }
    catalogue.with("relay-file", &[("label", label.into()), ("file", file.into())])
}

fn location(
    latitude: f64,
    longitude: f64,
    name: &str,
    live: bool,
    catalogue: &Catalogue,
) -> String {
    let mut label = catalogue.text(if live { "relay-location-live" } else { "relay-location" });
    let name = plain::customer(name);
    if !name.is_empty() {
        label = catalogue
            .with("relay-location-named", &[("label", label.into()), ("name", name.into())]);
    }
    // Also leaves out what is not a number.
    if !(latitude.abs() <= 90.0 && longitude.abs() <= 180.0) {
        return label;
    }
    let link: FluentValue<'_> =
        format!("https://maps.google.com/?q={},{}", degrees(latitude), degrees(longitude)).into();
    catalogue.with("relay-location-link", &[("label", label.into()), ("link", link)])
}

/// Six decimals (a hand's breadth), without zeros at the end.
fn degrees(value: f64) -> String {
    let long = format!("{value:.6}");
    long.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn listed(mut items: Vec<String>, between: &str, catalogue: &Catalogue) -> String {
    let more = items.len().saturating_sub(LIST_MOST);
    items.truncate(LIST_MOST);
    let shown = items.join(between);
    if more == 0 {
        return shown;
    }
    format!("{shown} {}", catalogue.with("and-more", &[("count", more.into())]))
}
