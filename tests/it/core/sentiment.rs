//! What becomes of a customer's mood: when a case begins, while it waits, while it is attended.

use relevo::domain::event::Event;
use relevo::domain::ids::{CustomerId, GroupId, TicketNo};
use relevo::domain::message::{Classified, Tell};
use relevo::domain::notice::Notice;
use relevo::domain::sentiment::judge;
use relevo::domain::settings::{IntakeMode, Language, LineSettings, MoodReader};
use relevo::domain::ticket::Sentiment;
use relevo::text::catalogue::Catalogue;

use super::desk::{ANA, Desk, GROUP, MARTA, slot_chat};

const MINUTE: i64 = 60_000;
const ANGRY: &str = "son unos ladrones, quiero la baja";

fn desk(mood: MoodReader) -> Desk {
    let settings = LineSettings { intake: IntakeMode::Direct, mood, ..LineSettings::default() };
    Desk::of(settings, true, 1)
}

/// The moods that the ticket came to since the last look.
fn changes(desk: &Desk) -> Vec<Sentiment> {
    let changed = desk.events.iter().filter_map(|event| match event {
        Event::SentimentChanged { ticket, sentiment, .. } => {
            assert_eq!(*ticket, TicketNo(1));
            Some(*sentiment)
        }
        _ => None,
    });
    changed.collect()
}

fn opened(desk: &Desk) -> Sentiment {
    let opened = desk.events.iter().find_map(|event| match event {
        Event::Opened { ticket, .. } => Some(ticket.sentiment),
        _ => None,
    });
    opened.unwrap()
}

fn is_escalated(desk: &Desk) -> bool {
    desk.events.iter().any(|event| matches!(event, Event::Escalated { .. }))
}

fn said(seq: u32, sentiment: Option<Sentiment>, summary: Option<&str>) -> Tell {
    let summary = summary.map(Into::into);
    let (customer, ticket) = (CustomerId(1), TicketNo(1));
    Tell::Line(Classified { customer, ticket, seq, sentiment, summary }.into())
}

#[test]
fn a_case_has_the_mood_of_its_first_words_and_an_angry_one_is_urgent() {
    for (mood, text, felt) in [
        (MoodReader::Rules, "no tengo internet", Sentiment::Neutral),
        (MoodReader::Rules, ANGRY, Sentiment::Angry),
        (MoodReader::Endpoint, ANGRY, Sentiment::Angry),
        (MoodReader::Off, ANGRY, Sentiment::Neutral),
    ] {
        let mut desk = desk(mood);
        desk.says(MARTA, MARTA, text, None);
        assert_eq!(opened(&desk), felt, "{mood:?} {text}");
        let urgent = desk.notices(GROUP).iter().any(|notice| {
            matches!(notice, Notice::Announcement { card, .. } if card.sentiment == Sentiment::Angry)
        });
        assert_eq!(urgent, felt == Sentiment::Angry);
        desk.later(2 * MINUTE);
        assert_eq!(is_escalated(&desk), felt == Sentiment::Angry, "{mood:?} {text}");
    }
}

#[test]
fn all_words_before_the_case_count() {
    let mut desk = Desk::new(true, IntakeMode::Menu);
    desk.says(MARTA, MARTA, ANGRY, None);
    desk.says(MARTA, MARTA, "1", None);
    assert_eq!(opened(&desk), Sentiment::Angry);
}

#[test]
fn who_becomes_angry_while_waiting_waits_no_longer_than_an_urgent_case() {
    let mut desk = desk(MoodReader::Rules);
    desk.ticket(MARTA);
    desk.later(3 * MINUTE);
    assert!(!is_escalated(&desk));
    desk.look_away();
    desk.says(MARTA, MARTA, ANGRY, None);
    assert_eq!(changes(&desk), [Sentiment::Angry]);
    assert_eq!(
        desk.owners.groups[&GroupId(1)].next_deadline().map(|at| at <= desk.now),
        Some(true)
    );
    desk.later(0);
    assert!(is_escalated(&desk));
}

#[test]
fn the_mood_of_a_case_in_progress_follows_what_the_customer_writes() {
    let mut desk = desk(MoodReader::Rules);
    desk.case();
    for (text, moods) in [
        ("hola, sigue igual", vec![]),
        (ANGRY, vec![Sentiment::Angry]),
        ("mi número es 48213", vec![]),
        ("ya funciona, mil gracias, excelente", vec![Sentiment::Happy]),
        ("ok", vec![]),
    ] {
        desk.look_away();
        desk.says(MARTA, MARTA, text, None);
        assert_eq!(changes(&desk), moods, "{text}");
    }
    // What the agent writes is not the customer's mood.
    desk.look_away();
    desk.says(slot_chat(1).as_str(), ANA, "qué vergüenza, perdón", None);
    assert_eq!(changes(&desk), []);
}

#[test]
fn a_model_is_shown_the_words_and_its_answer_counts_if_it_has_read_the_latest() {
    let mut desk = desk(MoodReader::Endpoint);
    let (_, quote) = desk.ticket(MARTA);
    desk.says(MARTA, MARTA, "qué lindo todo", None);
    let asked: Vec<(u32, usize)> = desk.asks.iter().map(|ask| (ask.seq, ask.words.len())).collect();
    assert_eq!(asked, [(1, 1), (2, 2)]);
    assert_eq!(desk.asks[1].words, ["no tengo internet", "qué lindo todo"]);
    desk.look_away();
    desk.tell(said(1, Some(Sentiment::Angry), Some("late")));
    assert_eq!(desk.events, []);
    desk.tell(said(2, Some(Sentiment::Angry), Some("Sin internet")));
    desk.tell(said(2, Some(Sentiment::Angry), Some("Sin internet")));
    assert_eq!((changes(&desk), desk.events.len()), (vec![Sentiment::Angry], 2));
    desk.look_away();
    desk.says(GROUP, ANA, "mío", Some(&quote));
    let header = desk.notices(slot_chat(1).as_str()).into_iter().find_map(|notice| match notice {
        Notice::CaseHeader { card, .. } => Some((card.sentiment, card.summary)),
        _ => None,
    });
    assert_eq!(header, Some((Sentiment::Angry, Some("Sin internet".into()))));
    // In the slot too; and a case that is over takes nothing.
    desk.look_away();
    desk.says(MARTA, MARTA, "hola", None);
    desk.tell(said(3, Some(Sentiment::Neutral), None));
    assert_eq!(changes(&desk), [Sentiment::Neutral]);
    desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
    desk.look_away();
    desk.tell(said(3, Some(Sentiment::Happy), None));
    assert_eq!(desk.events, []);
}

#[test]
fn the_rules_stand_where_a_model_does_not_answer() {
    let mut desk = desk(MoodReader::Endpoint);
    desk.ticket(MARTA);
    desk.look_away();
    // Worse at once, better only once it is plain that nobody says otherwise.
    desk.says(MARTA, MARTA, ANGRY, None);
    desk.says(MARTA, MARTA, "ya funciona, mil gracias, excelente", None);
    assert_eq!(changes(&desk), [Sentiment::Angry]);
    desk.tell(said(3, None, None));
    assert_eq!(changes(&desk), [Sentiment::Angry, Sentiment::Happy]);
}

#[test]
fn without_a_model_nobody_is_asked_and_no_answer_counts() {
    let mut desk = desk(MoodReader::Rules);
    desk.ticket(MARTA);
    desk.look_away();
    assert_eq!(desk.asks, []);
    desk.tell(said(1, Some(Sentiment::Angry), Some("x")));
    assert_eq!(desk.events, []);
}

#[test]
fn the_urgent_customer_of_the_training_is_angry_and_the_other_is_not() {
    for language in Language::ALL {
        let texts = Catalogue::of(language);
        let mood = |key: &str| judge(&texts.text(key)).sentiment();
        assert_eq!(mood("training-say-urgent"), Sentiment::Angry, "{language:?}");
        assert_ne!(mood("training-say-hello"), Sentiment::Angry, "{language:?}");
    }
}
