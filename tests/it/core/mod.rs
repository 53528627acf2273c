//! The rules, by example and by property: given, when, then, without a disk or a network.

mod acts;
mod afterwards;
mod changes;
mod commands;
mod courier;
mod customers;
mod delivery;
mod desk;
mod escalation;
mod guard;
mod hours;
mod intake;
mod routing;
mod sentiment;
mod staff;

use desk::{ANA, Desk, GROUP, HUGO, MARTA, NOW, RUI, slot_chat};
use proptest::prelude::*;
use relevo::domain::command::Command;
use relevo::domain::event::Event;
use relevo::domain::ids::TicketNo;
use relevo::domain::notice::{Cause, Notice};
use relevo::domain::refusal::{OpenCase, Refusal};
use relevo::domain::settings::IntakeMode;

fn direct() -> Desk {
    Desk::new(true, IntakeMode::Direct)
}

fn refusals(desk: &mut Desk) -> Vec<Refusal> {
    let said = desk.notices(GROUP).into_iter().filter_map(|notice| match notice {
        Notice::Refused { refusal } => Some(refusal),
        _ => None,
    });
    said.collect()
}

#[test]
fn a_second_claim_is_refused_and_names_the_holder() {
    let mut desk = direct();
    let (ticket, quote) = desk.ticket(MARTA);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    desk.says(GROUP, RUI, "lo tomo", Some(&quote));
    assert_eq!(refusals(&mut desk), [Refusal::AlreadyTaken { ticket, holder: "Ana".into() }]);
    desk.look_away();
    desk.says(GROUP, ANA, "mío", Some(&quote));
    let slot_name = String::from("Chat soporte Ana N°1");
    assert_eq!(refusals(&mut desk), [Refusal::AlreadyYours { ticket, slot_name }]);
    let claims = desk.events.iter().filter(|event| matches!(event, Event::Claimed { .. })).count();
    assert_eq!(claims, 0, "and nothing was stored for it");
}

#[test]
fn a_busy_agent_is_told_of_the_open_cases_and_the_ticket_stays_free() {
    let mut desk = direct();
    let (first, quote) = desk.ticket(MARTA);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    let (second, quote) = desk.ticket(HUGO);
    desk.look_away();
    desk.says(GROUP, ANA, "este también", Some(&quote));
    let case = OpenCase {
        slot_name: "Chat soporte Ana N°1".into(),
        ticket: first,
        customer: "Marta".into(),
    };
    assert_eq!(refusals(&mut desk), [Refusal::AllBusy { cases: vec![case] }]);
    desk.says(GROUP, RUI, "lo tomo", Some(&quote));
    assert!(
        desk.events
            .iter()
            .any(|event| matches!(event, Event::Claimed { ticket, .. } if *ticket == second))
    );
}

#[test]
fn who_is_not_registered_is_asked_for_listo_and_strangers_get_nothing() {
    let mut desk = Desk::new(false, IntakeMode::Direct);
    let (_, quote) = desk.ticket(MARTA);
    desk.says(GROUP, RUI, "mío", Some(&quote));
    desk.says(GROUP, HUGO, "mío", Some(&quote));
    assert_eq!(
        refusals(&mut desk),
        [Refusal::NotRegistered { agent: "Rui".into() }, Refusal::NotAnAgent]
    );
    desk.look_away();
    desk.says(GROUP, RUI, "mío", None);
    assert!(desk.sends.is_empty(), "what quotes nothing is people talking");
}

#[test]
fn a_copy_of_what_relevo_posts_claims_nothing_and_registers_nobody() {
    let mut desk = Desk::new(false, IntakeMode::Direct);
    let (ticket, _) = desk.ticket(MARTA);
    desk.look_away();
    let words = format!("🎫 Caso #{ticket} · Soporte\nRespondé citando este mensaje para tomarlo");
    let copied = desk.says(GROUP, HUGO, &words, None);
    desk.says(GROUP, ANA, "lo tomo", Some(&copied.id));
    let asked = desk.says(GROUP, HUGO, "👋 Rui: respondé LISTO citando este mensaje", None);
    desk.says(GROUP, RUI, "LISTO", Some(&asked.id));
    desk.later(60_000);
    assert!(
        desk.events
            .iter()
            .all(|event| !matches!(event, Event::Claimed { .. } | Event::AgentBound { .. }))
    );
    // The same from a customer is carried as what it is: somebody's words.
    assert!(desk.notices(GROUP).is_empty(), "{:?}", desk.notices(GROUP));
}

#[test]
fn the_backlog_comes_first_and_in_order_and_then_each_message_as_it_is_written() {
    let mut desk = direct();
    let (_, quote) = desk.ticket(MARTA);
    desk.says(MARTA, MARTA, "desde anoche", None);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    desk.says(MARTA, MARTA, "¿hola?", None);
    let slot = slot_chat(1);
    assert_eq!(desk.relayed(slot.as_str()), ["no tengo internet", "desde anoche", "¿hola?"]);
    desk.says(slot.as_str(), ANA, "ya lo veo", None);
    desk.says(slot.as_str(), HUGO, "yo también opino", None);
    assert_eq!(
        desk.relayed(MARTA),
        ["ya lo veo"],
        "a stranger in the group never reaches the customer"
    );
}

#[test]
fn after_fin_the_slot_is_free_and_the_next_message_is_a_new_request() {
    let mut desk = direct();
    let (first, quote) = desk.ticket(MARTA);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    let slot = slot_chat(1);
    desk.says(slot.as_str(), ANA, "/FIN era el cable", None);
    let closed = desk.events.iter().find_map(|event| match event {
        Event::Closed { ticket, reason, .. } => Some((*ticket, reason.clone())),
        _ => None,
    });
    assert_eq!(closed, Some((first, Some("era el cable".into()))));
    desk.look_away();
    desk.says(slot.as_str(), ANA, "¿seguís ahí?", None);
    desk.says(slot.as_str(), ANA, "¿hola?", None);
    assert_eq!(desk.notices(slot.as_str()), [Notice::NoCase], "said once a minute at the most");
    assert_eq!(desk.relayed(MARTA), Vec::<String>::new());
    let (second, _) = desk.ticket(MARTA);
    assert_eq!(second, TicketNo(first.0 + 1));
    let card = desk.sends.iter().find_map(|send| match &send.body {
        relevo::domain::outcome::Body::Say(Notice::Announcement { card, .. }) => Some(card.clone()),
        _ => None,
    });
    assert_eq!(card.unwrap().closed_cases, 1);
}

#[test]
fn the_menu_asks_twice_and_then_gives_the_default_department() {
    let mut desk = Desk::new(true, IntakeMode::Menu);
    desk.says(MARTA, MARTA, "hola", None);
    desk.says(MARTA, MARTA, "qué tal", None);
    desk.says(MARTA, MARTA, "no sé", None);
    let said = desk.notices(MARTA);
    assert!(
        matches!(said[..], [Notice::Menu { .. }, Notice::MenuAgain, Notice::Placed { .. }]),
        "{said:?}"
    );
}

#[test]
fn a_ticket_that_waits_too_long_alerts_once_and_a_taken_one_never() {
    let mut desk = direct();
    desk.ticket(MARTA);
    let (_, quote) = desk.ticket(HUGO);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    desk.look_away();
    desk.later(5 * 60_000);
    let alerts = |desk: &mut Desk| {
        let said = desk.notices(GROUP).into_iter().filter_map(|notice| match notice {
            Notice::Alert { tickets, .. } => {
                let pending = tickets.iter().filter(|told| told.cause == Cause::Pending);
                Some(pending.map(|told| told.card.ticket.0).collect::<Vec<_>>())
            }
            _ => None,
        });
        said.collect::<Vec<_>>()
    };
    assert_eq!(alerts(&mut desk), [[1]]);
    desk.later(60 * 60_000);
    assert_eq!(alerts(&mut desk), [[1], [1]], "of the limits that passed meanwhile the last");
    assert!(desk.now > NOW);
}

/// Letters, slashes and their look-alikes, white space and characters that take no room.
fn typed() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "/", "∕", "⁄", "／", " ", "\u{200b}", "\u{202e}", "\u{feff}", "\n", "fin", "info",
        "cliente", "hola", "é", "1",
    ]);
    prop::collection::vec(pieces, 1..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_begins_with_a_slash_reaches_the_customer_by_accident(texts in prop::collection::vec(typed(), 1..8)) {
        let mut desk = direct();
        let (_, quote) = desk.ticket(MARTA);
        desk.says(GROUP, ANA, "mío", Some(&quote));
        let slot = slot_chat(1);
        for text in &texts {
            desk.says(slot.as_str(), ANA, text, None);
        }
        let sent = desk.relayed(MARTA);
        // The one door for such texts, on purpose.
        let wanted: Vec<String> = texts
            .iter()
            .filter_map(|text| match Command::parse(text) {
                Some(Command::ToCustomer { text }) => Some(text),
                _ => None,
            })
            .collect();
        for text in texts.iter().filter(|text| Command::parse(text).is_some()) {
            prop_assert!(!sent.contains(text) || wanted.contains(text), "{text:?}");
        }
    }

    #[test]
    fn what_arrives_twice_happens_once(order in prop::collection::vec(0_usize..6, 1..24)) {
        let mut desk = direct();
        let (_, quote) = desk.ticket(MARTA);
        let slot = slot_chat(1);
        let mut arrived = Vec::new();
        for (chat, author, text, quote) in [
            (MARTA, MARTA, "desde anoche", None),
            (GROUP, ANA, "mío", Some(&quote)),
            (slot.as_str(), ANA, "ya lo veo", None),
            (MARTA, MARTA, "gracias", None),
            (slot.as_str(), ANA, "/info", None),
            (slot.as_str(), ANA, "/fin", None),
        ] {
            arrived.push(desk.says(chat, author, text, quote));
        }
        desk.look_away();
        for index in order {
            desk.arrives(arrived[index].clone());
        }
        prop_assert!(desk.sends.is_empty() && desk.events.is_empty());
    }
}
