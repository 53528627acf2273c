//! What a message is when it leaves: words, or a file, a place, a change of an earlier one — and in how many
//! parts. What a gateway cannot carry is told in words.

use super::catalogue::Catalogue;
use super::tone::Tone;
use super::{guard, plain, relay};
use crate::domain::capabilities::Capabilities;
use crate::domain::cargo::Cargo;
use crate::domain::content::{Content, MediaKind};
use crate::domain::file::FileRef;
use crate::domain::outcome::{Body, QuoteRef};
use crate::domain::settings::Language;

/// A text in more parts than this is cut: nobody types half a million characters.
const PARTS_MOST: usize = 100;

/// One part of a message, ready to leave.
#[derive(Debug, Clone, PartialEq)]
pub struct Parcel {
    /// The words: what is sent, or what stands for the cargo where that cannot be carried.
    pub text: String,
    /// What is sent, where that is more than words.
    pub cargo: Option<Cargo>,
    /// It bears the quote of the message.
    pub quotes: bool,
}

impl Parcel {
    fn words(text: String) -> Self {
        Self { text, cargo: None, quotes: true }
    }

    fn of(cargo: Cargo, text: String) -> Self {
        Self { text, cargo: Some(cargo), quotes: true }
    }
}

/// The parts of a message, in order; only the first bears its quote.
#[must_use]
pub fn parcels(
    body: &Body,
    quote: Option<&QuoteRef>,
    tone: &Tone,
    gateway: &Capabilities,
) -> Vec<Parcel> {
    let language = tone.language;
    let mut parts = match body {
        Body::Say(_) | Body::Gone { .. } => in_words(&super::body(body, tone), gateway),
        Body::Relay { name, content, replies_to, edited } => {
            let head =
                Head { name: name.as_deref(), replies_to: replies_to.as_deref(), edited: *edited };
            relayed(&head, content, quote, language, gateway)
        }
        Body::Changed { of, name, content } => {
            let now = changed_words(name.as_deref(), content, language);
            let told = super::body(body, tone);
            if now.chars().count() > gateway.text_most || !can_change(content) {
                in_words(&told, gateway)
            } else {
                vec![Parcel::of(Cargo::Edit { of: of.clone(), text: now }, told)]
            }
        }
        Body::Deleted { of, .. } => {
            vec![Parcel::of(Cargo::Revoke { of: of.clone() }, super::body(body, tone))]
        }
        Body::Reacted { of, emoji, .. } => {
            let cargo = Cargo::React { of: of.clone(), emoji: emoji.clone() };
            vec![Parcel::of(cargo, super::body(body, tone))]
        }
        Body::Mark { of, emoji } => {
            vec![Parcel::of(Cargo::React { of: of.clone(), emoji: emoji.clone() }, String::new())]
        }
    };
    parts.iter_mut().skip(1).for_each(|part| part.quotes = false);
    parts
}

/// What stands above a carried message.
struct Head<'a> {
    name: Option<&'a str>,
    replies_to: Option<&'a str>,
    edited: bool,
}

impl Head<'_> {
    /// The head with these words below it.
    fn above(&self, words: &str, language: Language) -> String {
        let catalogue = Catalogue::of(language);
        let name = self.name.map(plain::customer).filter(|name| !name.is_empty());
        let cited = self.replies_to.and_then(|words| citation(words, language));
        let edited = self.edited.then(|| catalogue.text("relay-edited-mark"));
        let words = (!words.is_empty()).then(|| words.to_owned());
        let lines = name.map(|name| format!("*{name}:*")).into_iter().chain(cited);
        lines.chain(words).chain(edited).collect::<Vec<_>>().join("\n")
    }
}

fn citation(words: &str, language: Language) -> Option<String> {
    let words = plain::quote(words, plain::QUOTE_MOST);
    (!words.is_empty())
        .then(|| Catalogue::of(language).with("relay-replies", &[("text", words.into())]))
}

fn relayed(
    head: &Head<'_>,
    content: &Content,
    quote: Option<&QuoteRef>,
    language: Language,
    gateway: &Capabilities,
) -> Vec<Parcel> {
    let words = || {
        in_words(&head.above(&relay::words(content, Catalogue::of(language)), language), gateway)
    };
    match content {
        Content::Media { media, caption, file_name, view_once, file: Some(file) }
            if gateway.files && file.size.is_none_or(|size| size <= gateway.file_most) =>
        {
            let once = *view_once;
            let what = Filed { media: *media, file, name: file_name.as_deref(), once };
            filed(head, &what, caption.as_deref(), quote, language, gateway)
        }
        Content::Media { media, caption, file_name, view_once, file: Some(_) } if gateway.files => {
            let label = relay::media_label(
                *media,
                file_name.as_deref(),
                *view_once,
                Catalogue::of(language),
            );
            let told = labelled("relay-file-large", label, caption.as_deref(), language);
            in_words(&head.above(&told, language), gateway)
        }
        Content::Location { latitude, longitude, name, .. }
            if gateway.locations && latitude.abs() <= 90.0 && longitude.abs() <= 180.0 =>
        {
            let name = name.as_deref().map(plain::customer).filter(|name| !name.is_empty());
            let cargo = Cargo::Location { latitude: *latitude, longitude: *longitude, name };
            let told = relay::words(content, Catalogue::of(language));
            bearing(head, cargo, told, quote, gateway.quoting_locations, language)
        }
        Content::Contacts { cards }
            if gateway.contacts
                && !cards.is_empty()
                && cards
                    .iter()
                    .all(|card| !card.name.trim().is_empty() && !card.phones.is_empty()) =>
        {
            let cargo = Cargo::Contacts { cards: cards.clone() };
            let told = relay::words(content, Catalogue::of(language));
            bearing(head, cargo, told, quote, gateway.quoting_contacts, language)
        }
        Content::Text { .. }
        | Content::Media { .. }
        | Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Poll { .. }
        | Content::Choice { .. }
        | Content::Unknown { .. } => words(),
    }
}

/// A file of a message.
struct Filed<'a> {
    media: MediaKind,
    file: &'a FileRef,
    name: Option<&'a str>,
    once: bool,
}

fn filed(
    head: &Head<'_>,
    what: &Filed<'_>,
    caption: Option<&str>,
    quote: Option<&QuoteRef>,
    language: Language,
    gateway: &Capabilities,
) -> Vec<Parcel> {
    let catalogue = Catalogue::of(language);
    let label = relay::media_label(what.media, what.name, what.once, catalogue);
    let media = carried_as(what.media, gateway);
    let below = guard::carried(caption.unwrap_or_default());
    // «View once» is said where it can be: the copy stays.
    let below = match (what.once, below.is_empty()) {
        (true, true) => label.clone(),
        (true, false) => format!("{label}\n{below}"),
        (false, _) => below,
    };
    let fallback = labelled("relay-file-failed", label, caption, language);
    let cargo = |caption: Option<String>| Cargo::File {
        media,
        file: what.file.clone(),
        file_name: what.name.map(str::to_owned),
        caption,
        view_once: what.once,
    };
    if media.takes_caption() {
        let above = head.above(&below, language);
        let fits = above.chars().count() <= gateway.caption_most;
        let caption = (fits && !above.is_empty()).then(|| above.clone());
        let mut parts = vec![Parcel::of(cargo(caption), head.above(&fallback, language))];
        if !fits {
            parts.extend(in_words(&above, gateway));
        }
        return parts;
    }
    let can_quote = gateway.quoting_kinds.contains(&media);
    let mut parts = bearing(head, cargo(None), fallback, quote, can_quote, language);
    if !below.is_empty() {
        parts.extend(in_words(&below, gateway));
    }
    parts
}

/// A cargo that no name can stand above. What it replies to is told before it where it cannot show that.
fn bearing(
    head: &Head<'_>,
    cargo: Cargo,
    told: String,
    quote: Option<&QuoteRef>,
    can_quote: bool,
    language: Language,
) -> Vec<Parcel> {
    let cited = match (quote, can_quote) {
        (Some(quote), false) => citation(&quote.text, language),
        _ => head.replies_to.and_then(|words| citation(words, language)),
    };
    let before = cited.map(Parcel::words);
    before.into_iter().chain([Parcel::of(cargo, told)]).collect()
}

/// The kind that a gateway sends a file as.
fn carried_as(media: MediaKind, gateway: &Capabilities) -> MediaKind {
    if gateway.kinds.contains(&media) {
        return media;
    }
    match media {
        MediaKind::Gif | MediaKind::VideoNote if gateway.kinds.contains(&MediaKind::Video) => {
            MediaKind::Video
        }
        MediaKind::Voice if gateway.kinds.contains(&MediaKind::Audio) => MediaKind::Audio,
        MediaKind::Sticker if gateway.kinds.contains(&MediaKind::Image) => MediaKind::Image,
        MediaKind::Image
        | MediaKind::Video
        | MediaKind::Gif
        | MediaKind::VideoNote
        | MediaKind::Voice
        | MediaKind::Audio
        | MediaKind::Document
        | MediaKind::Sticker => MediaKind::Document,
    }
}

fn labelled(key: &str, label: String, caption: Option<&str>, language: Language) -> String {
    let told = Catalogue::of(language).with(key, &[("label", label.into())]);
    match guard::carried(caption.unwrap_or_default()) {
        nothing if nothing.is_empty() => told,
        caption => format!("{told}\n{caption}"),
    }
}

/// Whether WhatsApp lets the words of such a message be changed.
fn can_change(content: &Content) -> bool {
    match content {
        Content::Text { .. } => true,
        Content::Media { media, .. } => media.takes_caption(),
        Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Poll { .. }
        | Content::Choice { .. }
        | Content::Unknown { .. } => false,
    }
}

/// All the words of a message from now on.
pub(super) fn changed_words(name: Option<&str>, content: &Content, language: Language) -> String {
    let words = match content {
        Content::Media { caption, file: Some(_), .. } => {
            guard::carried(caption.as_deref().unwrap_or_default())
        }
        Content::Text { .. }
        | Content::Media { .. }
        | Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Poll { .. }
        | Content::Choice { .. }
        | Content::Unknown { .. } => relay::words(content, Catalogue::of(language)),
    };
    Head { name, replies_to: None, edited: false }.above(&words, language)
}

/// A text in as many messages as it needs.
fn in_words(text: &str, gateway: &Capabilities) -> Vec<Parcel> {
    split(text, gateway.text_most).into_iter().map(Parcel::words).collect()
}

/// Divides a text where a reader would: between paragraphs, lines, sentences, words. No part can be taken for
/// something that Relevo says.
#[must_use]
pub fn split(text: &str, most: usize) -> Vec<String> {
    // Room for the mark that the guard may put before a part.
    let room = most.saturating_sub(guard::QUOTED.len()).max(1);
    if text.chars().count() <= most {
        return vec![text.to_owned()];
    }
    let mut parts: Vec<String> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && parts.len() < PARTS_MOST {
        let at = if rest.chars().count() <= room { rest.len() } else { break_at(rest, room) };
        let (part, after) = rest.split_at(at);
        let part = part.trim_end();
        let part = if parts.is_empty() { part.to_owned() } else { guard::carried(part) };
        if !part.is_empty() {
            parts.push(part);
        }
        rest = after.trim_start();
    }
    parts
}

/// Where to break, at the most after `room` characters. Not within the first half, if it can be helped.
fn break_at(text: &str, room: usize) -> usize {
    let end = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or(text);
    let least = end / 2;
    let after = |what: &str| head.rfind(what).map(|at| at + what.len()).filter(|at| *at > least);
    after("\n\n")
        .or_else(|| after("\n"))
        .or_else(|| ["? ", "! ", ". ", "… "].into_iter().filter_map(after).max())
        .or_else(|| after(" "))
        .unwrap_or_else(|| whole_signs(text, end))
}

/// The last place up to `end` that is not inside a sign made of several characters.
fn whole_signs(text: &str, end: usize) -> usize {
    let joins = |c: char| matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}');
    let mut at = end;
    for _ in 0..32 {
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let inside = next.is_some_and(joins) || before == Some('\u{200d}');
        match before {
            Some(c) if inside && at > c.len_utf8() => at -= c.len_utf8(),
            _ => return at,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_divided_where_a_reader_would_and_nothing_is_lost() {
        let text = "Primera línea, algo larga.\n\nSegunda parte, que sigue. Y otra oración más.";
        let parts = split(text, 40);
        assert_eq!(
            parts,
            ["Primera línea, algo larga.", "Segunda parte, que sigue.", "Y otra oración más."]
        );
        assert_eq!(split("corto", 40), ["corto"]);
        let endless = "a".repeat(95);
        let parts = split(&endless, 40);
        assert!(parts.iter().all(|part| part.chars().count() <= 40));
        assert_eq!(parts.concat(), endless);
    }

    #[test]
    fn signs_of_several_characters_stay_whole() {
        let family = "👨\u{200d}👩\u{200d}👧\u{200d}👦";
        let text = family.repeat(12);
        for part in split(&text, 30) {
            assert!(!part.starts_with('\u{200d}') && !part.ends_with('\u{200d}'), "{part:?}");
        }
    }

    #[test]
    fn no_part_can_pass_for_a_head_of_ours() {
        let text = format!("{}\n*Marta Quiroga:* mandame la clave", "x ".repeat(60));
        let parts = split(&text, 125);
        assert!(parts.len() > 1);
        assert!(parts[1].starts_with(guard::QUOTED), "{parts:?}");
    }
}
