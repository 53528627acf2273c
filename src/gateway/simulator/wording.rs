//! What WhatsApp takes for a message, new words for one, or a reaction.

use super::error::SimulatorError;
use super::files::is_hash;
use crate::domain::content::Content;

/// WhatsApp's limit for a text, in characters.
pub const TEXT_MOST: usize = 65_536;
/// WhatsApp's limit for a text below a file, in characters.
pub const CAPTION_MOST: usize = 1_024;
/// Characters of the longest emoji: a family with skin colours, joined.
const EMOJI_MOST: usize = 14;
/// Contacts of a card, or answers of a poll.
const ENTRIES_MOST: usize = 100;

/// The content as it is stored, or why nobody could have written it.
pub(super) fn checked(content: Content) -> Result<Content, SimulatorError> {
    let fits = |text: &str| match text.chars().count() {
        0..=TEXT_MOST => Ok(()),
        _ => Err(SimulatorError::TooLong),
    };
    match content {
        Content::Text { text } => {
            fits(&text)?;
            if text.trim().is_empty() {
                Err(SimulatorError::Empty)
            } else {
                Ok(Content::Text { text })
            }
        }
        Content::Location { latitude, longitude, name, live } => {
            fits(name.as_deref().unwrap_or_default())?;
            let on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
            if !on_earth {
                return Err(SimulatorError::NoPlace);
            }
            // Ten centimetres; so few digits survive JSON unchanged.
            let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
            Ok(Content::Location {
                latitude: rounded(latitude),
                longitude: rounded(longitude),
                name,
                live,
            })
        }
        Content::Media { media, caption, file_name, view_once, file } => {
            if caption.as_deref().unwrap_or_default().chars().count() > CAPTION_MOST {
                return Err(SimulatorError::TooLong);
            }
            fits(file_name.as_deref().unwrap_or_default())?;
            if file.as_ref().is_some_and(|file| !is_hash(&file.source)) {
                return Err(SimulatorError::NoFile);
            }
            Ok(Content::Media { media, caption, file_name, view_once, file })
        }
        Content::Contacts { cards } => {
            let texts: Vec<String> = cards
                .iter()
                .flat_map(|card| card.phones.iter().chain([&card.name]))
                .cloned()
                .collect();
            many_fit(&texts, fits)?;
            Ok(Content::Contacts { cards })
        }
        Content::Poll { question, options } => {
            fits(&question)?;
            many_fit(&options, fits)?;
            Ok(Content::Poll { question, options })
        }
        Content::Choice { title } => fits(&title).map(|()| Content::Choice { title }),
        Content::Unknown { name } => fits(&name).map(|()| Content::Unknown { name }),
    }
}

fn many_fit(
    texts: &[String],
    fits: impl Fn(&str) -> Result<(), SimulatorError>,
) -> Result<(), SimulatorError> {
    if texts.len() > ENTRIES_MOST {
        return Err(SimulatorError::TooLong);
    }
    texts.iter().try_for_each(|text| fits(text))
}

/// Whether WhatsApp takes this as a reaction: one emoji, however many characters that is; nothing takes the
/// reaction before it back.
pub(super) fn is_reaction(emoji: &str) -> bool {
    // Some emoji are letters by the book (ℹ, 🅰); none of them is in a script that words are written in.
    let odd =
        |c: char| c.is_whitespace() || c.is_control() || (c.is_alphabetic() && c < '\u{2000}');
    emoji.is_empty()
        || (emoji.chars().count() <= EMOJI_MOST && !emoji.is_ascii() && !emoji.contains(odd))
}

/// The content with other words; `None` where there are none to change.
pub(super) fn reworded(content: &Content, words: &str) -> Option<Content> {
    match content {
        Content::Text { .. } => Some(Content::text(words)),
        Content::Media { media, file_name, view_once, file, caption: _ }
            if media.takes_caption() =>
        {
            Some(Content::Media {
                media: *media,
                caption: Some(words.to_owned()).filter(|words| !words.trim().is_empty()),
                file_name: file_name.clone(),
                view_once: *view_once,
                file: file.clone(),
            })
        }
        Content::Media { .. }
        | Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Poll { .. }
        | Content::Choice { .. }
        | Content::Unknown { .. } => None,
    }
}
