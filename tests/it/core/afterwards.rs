//! After the case: how it was, and what becomes of a case whose customer does not answer any more.

use proptest::prelude::*;
use relevo::domain::acts::{By, Deed};
use relevo::domain::closing::{Closing, Usual};
use relevo::domain::event::Event;
use relevo::domain::ids::{AgentId, ChatId, SendId, TicketNo};
use relevo::domain::inbound::Connection;
use relevo::domain::message::{LinkIs, Tell};
use relevo::domain::notice::Notice;
use relevo::domain::outcome::{Letter, Send};
use relevo::domain::settings::{IntakeMode, LineSettings};

use super::desk::{ANA, Desk, MARTA, slot_chat};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn desk(closing: Closing, intake: IntakeMode) -> Desk {
    Desk::of(LineSettings { intake, closing, ..LineSettings::default() }, true, 1)
}

fn asking() -> Closing {
    Closing { rating: true, ..Closing::default() }
}

/// Marta's case was attended and is over.
fn closed(closing: Closing) -> Desk {
    let mut desk = desk(closing, IntakeMode::Direct);
    desk.case();
    desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
    desk
}

fn ratings(desk: &Desk) -> Vec<(TicketNo, u8, Option<String>)> {
    let rated = desk.events.iter().filter_map(|event| match event {
        Event::Rated { ticket, rating, comment, .. } => Some((*ticket, *rating, comment.clone())),
        _ => None,
    });
    rated.collect()
}

fn count(desk: &Desk, what: impl Fn(&Event) -> bool) -> usize {
    desk.events.iter().filter(|event| what(event)).count()
}

#[test]
fn a_customer_is_asked_after_the_farewell_and_the_answer_opens_nothing() {
    let mut desk = closed(asking());
    assert_eq!(desk.notices(MARTA), [Notice::Goodbye { ticket: TicketNo(1) }, Notice::AskRating]);
    desk.look_away();
    desk.now = desk.now.plus(3 * HOUR);
    desk.says(MARTA, MARTA, "un 4", None);
    assert_eq!(desk.notices(MARTA), [Notice::AskComment]);
    desk.says(MARTA, MARTA, "tardaron, pero bien", None);
    assert_eq!(desk.notices(MARTA), [Notice::AskComment, Notice::RatingThanks]);
    let comment = Some(String::from("tardaron, pero bien"));
    assert_eq!(ratings(&desk), [(TicketNo(1), 4, None), (TicketNo(1), 4, comment)]);
    assert_eq!(count(&desk, |event| matches!(event, Event::Opened { .. })), 0);
    desk.says(MARTA, MARTA, "otra vez sin internet", None);
    assert_eq!(count(&desk, |event| matches!(event, Event::Opened { .. })), 1);
}

#[test]
fn what_is_no_rating_or_comes_too_late_is_a_new_request() {
    for (text, wait) in [("5", 25 * HOUR), ("no anda", MINUTE), ("¿5?", MINUTE), ("7", MINUTE)] {
        let mut desk = closed(asking());
        desk.look_away();
        desk.now = desk.now.plus(wait);
        desk.says(MARTA, MARTA, text, None);
        assert_eq!(count(&desk, |event| matches!(event, Event::Opened { .. })), 1, "{text}");
        assert_eq!(ratings(&desk), []);
    }
}

#[test]
fn nobody_is_asked_who_was_not_attended_or_did_not_answer_or_on_a_line_that_does_not_ask() {
    let mut silent = closed(Closing::default());
    assert_eq!(count(&silent, |event| matches!(event, Event::RatingAsked { .. })), 0);
    silent.look_away();
    silent.says(MARTA, MARTA, "5", None);
    assert_eq!(count(&silent, |event| matches!(event, Event::Opened { .. })), 1);
    let mut untaken = desk(asking(), IntakeMode::Direct);
    let (ticket, _) = untaken.ticket(MARTA);
    untaken.acts(1, ticket, Deed::Close, None);
    assert_eq!(count(&untaken, |event| matches!(event, Event::Closed { .. })), 1);
    assert_eq!(count(&untaken, |event| matches!(event, Event::RatingAsked { .. })), 0);
}

#[test]
fn the_menu_comes_before_the_rating_once_it_was_asked() {
    let mut desk = desk(asking(), IntakeMode::Menu);
    desk.says(MARTA, MARTA, "soporte", None);
    let posted = desk
        .sends
        .iter()
        .any(|send| matches!(send.purpose, relevo::domain::purpose::Purpose::Announcement { .. }));
    assert!(posted);
    let assign = Deed::Assign { agent: relevo::domain::ids::AgentId(1) };
    desk.acts(1, TicketNo(1), assign, None);
    desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
    desk.look_away();
    desk.says(MARTA, MARTA, "hola", None);
    desk.says(MARTA, MARTA, "1", None);
    assert_eq!(ratings(&desk), []);
    assert_eq!(count(&desk, |event| matches!(event, Event::Opened { .. })), 1);
}

#[test]
fn a_customer_is_not_asked_again_too_soon() {
    let mut desk = closed(Closing { rating_every_ms: 24 * HOUR, ..asking() });
    let mut again = |wait: i64, asked: usize| {
        desk.now = desk.now.plus(wait);
        let (_, quote) = desk.ticket(MARTA);
        desk.says(super::desk::GROUP, ANA, "mío", Some(&quote));
        desk.look_away();
        desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
        assert_eq!(count(&desk, |event| matches!(event, Event::RatingAsked { .. })), asked);
    };
    again(HOUR, 0);
    again(24 * HOUR, 1);
}

fn impatient() -> Closing {
    let usual = Usual { reasons: Vec::new(), no_answer: "Sin respuesta".into() };
    Closing {
        silence_ms: 24 * HOUR,
        silence_close_ms: 2 * HOUR,
        rating: true,
        usual: usual.into(),
        ..Closing::default()
    }
}

/// Marta's case, which Ana answered.
fn answered() -> Desk {
    let mut desk = desk(impatient(), IntakeMode::Direct);
    desk.case();
    desk.says(slot_chat(1).as_str(), ANA, "¿probaste reiniciarlo?", None);
    desk.look_away();
    desk
}

#[test]
fn a_silent_customer_is_warned_and_then_the_case_is_closed() {
    let mut desk = answered();
    desk.later(24 * HOUR - MINUTE);
    assert!(desk.sends.is_empty());
    desk.later(MINUTE);
    let ticket = TicketNo(1);
    assert_eq!(desk.notices(MARTA), [Notice::SilenceWarning { ticket, left_ms: 2 * HOUR }]);
    assert_eq!(desk.notices(slot_chat(1).as_str()), [], "it has not left yet");
    desk.warnings_leave(true);
    assert!(matches!(desk.notices(slot_chat(1).as_str())[..], [Notice::SilenceTold { .. }]));
    desk.look_away();
    desk.later(2 * HOUR);
    let closed = desk.events.iter().find_map(|event| match event {
        Event::Closed { by, reason, .. } => Some((by.clone(), reason.clone())),
        _ => None,
    });
    assert_eq!(closed, Some((By::Relevo, Some("Sin respuesta".into()))));
    assert_eq!(desk.notices(MARTA), [Notice::Goodbye { ticket }], "and nobody is asked how it was");
}

#[test]
fn whoever_writes_is_not_silent_and_whoever_waits_is_never_told_to_answer() {
    let mut desk = answered();
    desk.later(24 * HOUR);
    desk.look_away();
    desk.says(MARTA, MARTA, "sí, y nada", None);
    desk.later(100 * HOUR);
    assert!(desk.notices(MARTA).is_empty(), "the agent owes an answer");
    assert_eq!(count(&desk, |event| matches!(event, Event::Closed { .. })), 0);
    desk.says(slot_chat(1).as_str(), ANA, "va un técnico", None);
    desk.later(23 * HOUR);
    assert!(desk.notices(MARTA).is_empty(), "silence begins anew");
}

#[test]
fn after_a_restart_a_warning_counts_and_what_was_on_its_way_has_time_to_arrive() {
    use relevo::domain::slot::{Case, Slot};
    let mut desk = answered();
    desk.later(24 * HOUR);
    desk.warnings_leave(true);
    let slot = desk.owners.slots.values_mut().find(|slot| slot.case().is_some()).unwrap();
    // As the store has it: the case with its warning, and nothing else.
    let case: Case = slot.case().unwrap().clone();
    assert!(case.warned.is_some());
    let mut again = Slot::new(slot.id, slot.agent, slot.name.clone(), slot.chat.clone());
    again.restore_case(case);
    again.change_settings(&LineSettings { closing: impatient(), ..LineSettings::default() });
    *slot = again;
    desk.look_away();
    desk.now = desk.now.plus(50 * HOUR);
    desk.later(0);
    assert_eq!(count(&desk, |event| matches!(event, Event::Closed { .. })), 0);
    desk.later(10 * MINUTE);
    assert_eq!(count(&desk, |event| matches!(event, Event::Closed { .. })), 1);
}

#[test]
fn time_counts_from_when_the_warning_has_left_and_one_that_never_does_closes_nothing() {
    for restarts in [false, true] {
        let mut desk = answered();
        desk.later(24 * HOUR);
        if restarts {
            let letter = warning_in_the_outbox(&desk);
            desk.record.put(letter);
            desk.restarts();
        }
        desk.later(50 * HOUR);
        assert_eq!(count(&desk, |event| matches!(event, Event::Closed { .. })), 0, "not sent yet");
        let warned = |event: &Event| matches!(event, Event::SilenceWarned { .. });
        assert_eq!(count(&desk, warned), 1);
        desk.warnings_leave(true);
        desk.later(2 * HOUR - MINUTE);
        assert_eq!(count(&desk, |event| matches!(event, Event::Closed { .. })), 0);
        desk.later(MINUTE);
        desk.later(10 * MINUTE);
        assert_eq!(count(&desk, |event| matches!(event, Event::Closed { .. })), 1);
    }
    let mut desk = answered();
    desk.later(24 * HOUR);
    desk.warnings_leave(false);
    desk.look_away();
    desk.later(100 * HOUR);
    assert_eq!(desk.events, [], "nobody is told again and again, and nothing is closed");
    desk.restarts();
    desk.later(0);
    assert_eq!(count(&desk, |event| matches!(event, Event::SilenceWarned { .. })), 1, "once more");
}

/// The warning, as the store has it until it leaves.
fn warning_in_the_outbox(desk: &Desk) -> Letter {
    let is_warning = |send: &&Send| send.purpose.warning().is_some();
    let send = desk.sends.iter().find(is_warning).unwrap();
    Letter {
        id: SendId(900),
        chat: send.chat.clone(),
        purpose: send.purpose,
        text: "¿Seguís ahí?".into(),
        cargo: None,
        quote: None,
        queued_at: desk.now,
        attempts: 0,
        not_before: desk.now,
    }
}

fn link(desk: &mut Desk, state: Connection) {
    desk.tell(Tell::Supervisor(LinkIs { state }.into()));
}

#[test]
fn nobody_is_silent_while_the_line_is_down() {
    let mut desk = answered();
    link(&mut desk, Connection::Connected);
    link(&mut desk, Connection::Disconnected);
    desk.later(30 * HOUR);
    assert_eq!(desk.notices(MARTA), [], "the warning would only wait");
    link(&mut desk, Connection::Connected);
    desk.later(9 * MINUTE);
    assert_eq!(desk.notices(MARTA), [], "the answer may be on its way");
    desk.later(MINUTE);
    assert!(matches!(desk.notices(MARTA)[..], [Notice::SilenceWarning { .. }]));
    desk.warnings_leave(true);
    desk.later(HOUR);
    link(&mut desk, Connection::WaitingForQr);
    desk.later(5 * HOUR);
    link(&mut desk, Connection::Connected);
    let closed = |event: &Event| matches!(event, Event::Closed { .. });
    desk.later(50 * MINUTE);
    assert_eq!(count(&desk, closed), 0, "the hours without a connection are given back");
    desk.later(10 * MINUTE);
    assert_eq!(count(&desk, closed), 1);
}

#[test]
fn a_case_that_is_passed_on_while_the_line_is_down_knows_that_it_is() {
    let mut desk = desk(impatient(), IntakeMode::Direct);
    link(&mut desk, Connection::Connected);
    desk.case();
    desk.says(slot_chat(1).as_str(), ANA, "¿probaste reiniciarlo?", None);
    link(&mut desk, Connection::Disconnected);
    desk.acts(1, TicketNo(1), Deed::Transfer { agent: AgentId(2) }, None);
    desk.look_away();
    desk.later(100 * HOUR);
    assert_eq!(desk.notices(MARTA), []);
    link(&mut desk, Connection::Connected);
    desk.later(10 * MINUTE);
    assert!(matches!(desk.notices(MARTA)[..], [Notice::SilenceWarning { .. }]));
}

#[test]
fn a_warning_that_is_still_here_when_somebody_writes_need_not_leave() {
    for (chat, author) in [(ChatId::from(MARTA), MARTA), (slot_chat(1), ANA)] {
        let mut desk = answered();
        desk.later(24 * HOUR);
        desk.owners.courier.queue([warning_in_the_outbox(&desk)]);
        desk.owners.courier.connection(Connection::Disconnected, desk.now);
        desk.look_away();
        desk.says(chat.as_str(), author, "acá estoy", None);
        let taken_back = |event: &Event| matches!(event, Event::Withdrawn { purpose, .. } if purpose.warning().is_some());
        assert_eq!(count(&desk, taken_back), 1, "{author}");
        assert_eq!(desk.owners.courier.backlog(), 0);
    }
}

proptest! {
    #[test]
    fn a_case_is_rated_once_or_corrected_and_an_answer_reopens_nothing(
        texts in prop::collection::vec(
            prop::sample::select(vec!["5", "⭐⭐", "cuatro", "gracias", "no", "1", "y la factura?"]),
            1..8,
        ),
        waits in prop::collection::vec(0_i64..(8 * HOUR), 8),
    ) {
        let mut desk = closed(asking());
        let begun = desk.now;
        let reopen_ms = LineSettings::default().reopen_ms;
        desk.look_away();
        let mut opened = false;
        for (text, wait) in texts.iter().zip(&waits) {
            desk.now = desk.now.plus(*wait);
            let before = ratings(&desk).len();
            desk.says(MARTA, MARTA, text, None);
            let rated = ratings(&desk).len() > before;
            let opens = count(&desk, |event| matches!(event, Event::Opened { .. })) > 0;
            if opened {
                prop_assert!(!rated, "an open case is not rated");
            } else if *text == "gracias" && !rated && desk.now.since(begun) < reopen_ms {
                prop_assert!(!opens, "thanks for a case ask for nothing");
            } else {
                prop_assert_ne!(rated, opens, "{} is one or the other", text);
                prop_assert!(!rated || desk.now.since(begun) <= 24 * HOUR);
            }
            opened = opens;
        }
        prop_assert_eq!(count(&desk, |event| matches!(event, Event::RatingAsked { .. })), 0);
        prop_assert!(ratings(&desk).iter().all(|(ticket, ..)| *ticket == TicketNo(1)));
    }

    #[test]
    fn nobody_is_warned_or_closed_while_they_wait(
        steps in prop::collection::vec((any::<bool>(), 0_i64..(40 * HOUR)), 1..12),
    ) {
        let mut desk = answered();
        for (waits, wait) in steps {
            if waits {
                desk.says(MARTA, MARTA, "hola", None);
            } else {
                desk.says(slot_chat(1).as_str(), ANA, "acá estoy", None);
            }
            desk.look_away();
            desk.later(wait);
            if waits {
                prop_assert!(desk.notices(MARTA).is_empty());
                prop_assert_eq!(count(&desk, |event| matches!(event, Event::Closed { .. })), 0);
            }
            if count(&desk, |event| matches!(event, Event::Closed { .. })) > 0 {
                return Ok(());
            }
        }
    }
}
