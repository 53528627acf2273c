//! The mood of a conversation: that of what the customer wrote last, without flapping.

use super::{Clue, judge, rules, score};
use crate::domain::content::Content;
use crate::domain::ticket::{CaseMessage, Fate, Sentiment, Side};

/// Messages that the mood is made of, with their share in percent, the newest first.
const SHARES: [i32; 3] = [100, 60, 30];

/// The mood of a ticket that begins with these words: as if they had come one after the other.
#[must_use]
pub fn of_opening<'a>(messages: impl DoubleEndedIterator<Item = &'a CaseMessage>) -> Sentiment {
    let newest_first = messages.rev().filter(|message| words(message).is_some());
    let said: Vec<&CaseMessage> = newest_first.take(SHARES.len()).collect();
    let steps = (0..said.len()).rev().filter_map(|from| said.get(from..));
    steps.fold(Sentiment::Neutral, |mood, so_far| after(mood, so_far.iter().copied()))
}

/// The mood after a message, from what it was before and what the customer wrote, the newest first. Who was angry is
/// so until something kinder comes: one quiet word does not end it, and a quiet stretch does.
#[must_use]
pub fn after<'a>(
    before: Sentiment,
    newest_first: impl Iterator<Item = &'a CaseMessage>,
) -> Sentiment {
    let limits = rules().limits();
    let mut scores = written(newest_first).map(score);
    let Some(newest) = scores.next() else { return before };
    let (mut sum, mut rest) = (newest, SHARES.into_iter().skip(1));
    for (share, score) in rest.by_ref().zip(scores) {
        sum += score * share / 100;
    }
    // Three messages that are each a little impatient are not a little.
    if newest <= limits.angry || (newest < 0 && sum <= limits.angry) {
        return Sentiment::Angry;
    }
    let is_kind = newest >= limits.happy;
    match before {
        Sentiment::Angry if is_kind && sum > 0 => Sentiment::Happy,
        Sentiment::Angry if is_kind || sum > limits.angry / 3 => Sentiment::Neutral,
        Sentiment::Angry => Sentiment::Angry,
        Sentiment::Happy if newest >= 0 && sum > 0 => Sentiment::Happy,
        Sentiment::Neutral if is_kind && sum >= limits.happy => Sentiment::Happy,
        Sentiment::Happy | Sentiment::Neutral => Sentiment::Neutral,
    }
}

/// The words that decided, of what the customer wrote, the newest first: the strongest of each message, at most
/// `most`.
#[must_use]
pub fn why<'a>(newest_first: impl Iterator<Item = &'a str>, most: usize) -> Vec<Clue> {
    let mut clues: Vec<Clue> =
        newest_first.take(SHARES.len()).flat_map(|text| judge(text).clues).collect();
    clues.sort_by_key(|clue| -clue.points.abs());
    clues.truncate(most);
    clues
}

/// What the customer wrote in words that are still there.
pub(super) fn written<'a>(
    messages: impl Iterator<Item = &'a CaseMessage>,
) -> impl Iterator<Item = &'a str> {
    messages.filter_map(words).take(SHARES.len())
}

/// The customer's own words in a message, if they are still there.
fn words(message: &CaseMessage) -> Option<&str> {
    if message.from != Side::Customer || matches!(message.fate, Fate::Deleted { .. }) {
        return None;
    }
    let typed = match &message.content {
        Content::Text { .. } | Content::Media { .. } => message.content.typed()?,
        // Words that somebody else wrote.
        Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Poll { .. }
        | Content::Choice { .. }
        | Content::Unknown { .. } => return None,
    };
    Some(typed).filter(|typed| !typed.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::Timestamp;

    /// The mood after each message.
    fn course(texts: &[&str]) -> Vec<Sentiment> {
        let mut mood = Sentiment::Neutral;
        let mut said: Vec<CaseMessage> = Vec::new();
        let mut moods = Vec::new();
        for (seq, text) in (1..).zip(texts) {
            let (at, content) = (Timestamp(0), Content::text(*text));
            said.push(CaseMessage::new(seq, Side::Customer, at, "A".into(), content));
            mood = after(mood, said.iter().rev());
            moods.push(mood);
        }
        moods
    }

    #[test]
    fn the_mood_follows_and_does_not_flap() {
        use Sentiment::{Angry, Happy, Neutral};
        assert_eq!(
            course(&["Hola", "son unos ladrones", "mi número es 12", "ok", "ok"]),
            [Neutral, Angry, Angry, Angry, Neutral]
        );
        assert_eq!(
            course(&["es una vergüenza", "ya funciona, mil gracias, excelente"]),
            [Angry, Happy]
        );
        assert_eq!(
            course(&["muchas gracias genios", "ok", "ah, otra cosa"]),
            [Happy, Happy, Happy]
        );
        assert_eq!(
            course(&["sigo esperando", "nadie me contesta", "hola??? hay alguien ahí???"]),
            [Neutral, Neutral, Angry]
        );
    }

    #[test]
    fn only_the_customers_own_words_count() {
        let at = Timestamp(0);
        let of = |from, content| CaseMessage::new(1, from, at, "A".into(), content);
        let agent = Side::Agent(crate::domain::ids::AgentId(1));
        let insult = Content::text("ladrones");
        let choice = Content::Choice { title: "ladrones".into() };
        let said = [of(agent, insult.clone()), of(Side::Customer, choice)];
        assert_eq!(of_opening(said.iter()), Sentiment::Neutral);
        let mut gone = of(Side::Customer, insult);
        gone.fate = Fate::Deleted { at };
        assert_eq!(of_opening([gone].iter()), Sentiment::Neutral);
    }
}
