//! Two customers who are one person, and one who is forgotten.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use relevo::domain::content::Content;
use relevo::domain::customer::{About, EraseCustomer, LetGone, MergeCustomers, TendCustomer};
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{CustomerId, ReceiptId, TicketNo, WaId};
use relevo::domain::inbound::Incoming;
use relevo::domain::message::Tell;
use relevo::domain::outcome::Receipt;
use relevo::domain::refusal::Refusal;
use relevo::domain::settings::{IntakeMode, Language};
use relevo::domain::ticket::Customer;

use super::desk::{ANA, Desk, GROUP, HUGO, MARTA, slot_chat};

const LID: &str = "9900000001@lid";

fn customer(id: i64, jids: &[&str]) -> Arc<Customer> {
    let identity = Identity::from_jids(jids.iter().copied());
    Arc::new(Customer {
        asked: None,
        id: CustomerId(id),
        name: String::from("Marta"),
        chat: jids[0].into(),
        identity,
        closed_cases: 0,
        recent: Vec::new(),
        about: About::default(),
        blocked: None,
    })
}

fn receipt() -> Receipt {
    Receipt { id: ReceiptId(77), key: None }
}

fn merge(desk: &mut Desk, keep: Arc<Customer>, gone: Arc<Customer>) {
    desk.tell(Tell::Line(MergeCustomers { keep, gone, receipt: receipt() }.into()));
}

fn erase(desk: &mut Desk, customer: Arc<Customer>) {
    desk.tell(Tell::Line(EraseCustomer { customer, receipt: receipt() }.into()));
}

fn why(desk: &Desk) -> String {
    match desk.refusals.last() {
        Some(Refusal::Field { problem, .. }) => problem.clone(),
        other => format!("{other:?}"),
    }
}

/// A message that shows both of somebody's addresses.
fn shows_both(desk: &mut Desk, text: &str) {
    desk.arrives(Incoming {
        id: WaId::from(format!("both-{text}")),
        chat: LID.into(),
        author: Identity::from_jids([MARTA, LID]),
        name: "Marta".into(),
        at: desk.now,
        content: Content::text(text),
        quote: None,
        mentions: Vec::new(),
        preview: Vec::new(),
    });
}

fn known(desk: &Desk) -> Vec<i64> {
    let known = desk.events.iter().filter_map(|event| match event {
        Event::CustomerKnown { customer } => Some(customer.id.0),
        _ => None,
    });
    known.collect()
}

#[test]
fn messages_from_either_number_come_to_the_same_case_afterwards() {
    let mut desk = Desk::new(true, IntakeMode::Direct);
    desk.case();
    desk.says(LID, LID, "hola, soy yo", None);
    // The second one has a case too: first one of them is to be closed.
    merge(&mut desk, customer(1, &[MARTA]), customer(2, &[LID]));
    assert_eq!(why(&desk), "flash-bad-customers-both-open");
    let mut desk = Desk::new(true, IntakeMode::Menu);
    desk.says(MARTA, MARTA, "soporte", None);
    let (ticket, announcement) = desk.ticket(HUGO);
    let _ = (ticket, announcement);
    let mut desk = Desk::new(true, IntakeMode::Direct);
    desk.case();
    merge(&mut desk, customer(2, &[LID]), customer(1, &[MARTA]));
    let merged = desk.events.iter().find_map(|event| match event {
        Event::CustomersMerged { kept, gone, .. } => Some((kept.clone(), *gone)),
        _ => None,
    });
    let (kept, gone) = merged.expect("they are one");
    // Whoever has the case goes on with it.
    assert_eq!((kept.id, gone), (CustomerId(1), CustomerId(2)));
    assert_eq!(kept.identity, Identity::from_jids([MARTA, LID]));
    desk.look_away();
    desk.says(LID, LID, "desde el otro lado", None);
    desk.says(MARTA, MARTA, "y desde este", None);
    let relayed = desk.relayed(slot_chat(1).as_str());
    assert_eq!(relayed, ["desde el otro lado", "y desde este"]);
    desk.says(slot_chat(1).as_str(), ANA, "te leo", None);
    // To where the person wrote last.
    assert_eq!(desk.relayed(MARTA), ["te leo"]);
    assert!(desk.relayed(HUGO).is_empty());
}

#[test]
fn two_numbers_of_one_person_stay_two_addresses_of_one_customer() {
    let mut desk = Desk::new(true, IntakeMode::Direct);
    desk.case();
    merge(&mut desk, customer(1, &[MARTA]), customer(2, &[HUGO]));
    desk.look_away();
    desk.says(HUGO, HUGO, "mi número nuevo", None);
    assert_eq!(desk.relayed(slot_chat(1).as_str()), ["mi número nuevo"]);
    desk.says(slot_chat(1).as_str(), ANA, "anotado", None);
    assert_eq!(desk.relayed(HUGO), ["anotado"]);
    assert_eq!(known(&desk), [1], "the chat is another one");
}

#[test]
fn a_message_that_shows_both_addresses_joins_two_who_are_known_apart() {
    let mut desk = Desk::new(true, IntakeMode::Menu);
    desk.says(MARTA, MARTA, "hola", None);
    desk.says(LID, LID, "soporte", None);
    assert_eq!(known(&desk), [1, 1, 2, 2]);
    desk.look_away();
    shows_both(&mut desk, "soy la misma");
    // Marta is being asked something in the menu: what she said there stays hers, so they stay two.
    let merged = |desk: &Desk| {
        desk.events.iter().any(|event| matches!(event, Event::CustomersMerged { .. }))
    };
    assert!(!merged(&desk));
    assert_eq!(desk.relayed(slot_chat(1).as_str()).len(), 0);
    let mut desk = Desk::new(true, IntakeMode::Direct);
    desk.says(LID, LID, "no anda nada", None);
    let before = Identity::from_jid(LID);
    assert!(before.phone.is_none());
    desk.look_away();
    shows_both(&mut desk, "soy la misma");
    desk.says(MARTA, MARTA, "otra cosa", None);
    assert_eq!(known(&desk), [1, 1], "one person, at two chats");
}

#[test]
fn who_was_forgotten_and_writes_again_is_somebody_new() {
    let mut desk = Desk::new(true, IntakeMode::Direct);
    desk.case();
    erase(&mut desk, customer(1, &[MARTA]));
    assert_eq!(why(&desk), "flash-bad-customer-has-case");
    desk.says(slot_chat(1).as_str(), ANA, "/fin listo", None);
    desk.look_away();
    erase(&mut desk, customer(1, &[MARTA]));
    assert!(matches!(
        desk.events.as_slice(),
        [Event::CustomerErased { customer: CustomerId(1), .. }]
    ));
    desk.says(MARTA, MARTA, "de nuevo yo", None);
    assert_eq!(known(&desk), [2, 2]);
}

#[test]
fn a_conversation_in_the_menu_is_forgotten_with_its_customer_and_moves_with_them() {
    let mut desk = Desk::new(true, IntakeMode::Menu);
    desk.says(MARTA, MARTA, "hola", None);
    merge(&mut desk, customer(2, &[HUGO]), customer(1, &[MARTA]));
    let moved = desk.events.iter().rev().find_map(|event| match event {
        Event::IntakeKept { conversation } => Some(conversation.customer),
        _ => None,
    });
    assert_eq!(moved, Some(CustomerId(2)));
    desk.look_away();
    desk.says(HUGO, HUGO, "1", None);
    let opened = desk.events.iter().find_map(|event| match event {
        Event::Opened { ticket, backlog } => Some((ticket.customer.id, backlog.len())),
        _ => None,
    });
    assert_eq!(opened, Some((CustomerId(2), 2)), "what was said before the two were one is there");

    let mut desk = Desk::new(true, IntakeMode::Menu);
    desk.says(MARTA, MARTA, "hola", None);
    erase(&mut desk, customer(1, &[MARTA]));
    assert_eq!(desk.owners.intake.conversations().count(), 0);
}

#[test]
fn whoever_is_about_to_have_a_case_stays() {
    let mut desk = Desk::new(true, IntakeMode::Direct);
    // A case is on its way to its group when the line is asked to forget its customer.
    let first = desk.owners.line.erase_customer(
        EraseCustomer { customer: customer(1, &[MARTA]), receipt: receipt() },
        desk.now,
    );
    assert!(first.refused.is_empty());
    desk.says(MARTA, MARTA, "espero", None);
    assert!(desk.events.is_empty(), "held until intake has answered");
    desk.tell(Tell::Line(LetGone { customer: CustomerId(1), gone: false }.into()));
    assert_eq!(why(&desk), "flash-bad-customer-busy");
    let opened = desk.events.iter().any(|event| matches!(event, Event::Opened { .. }));
    assert!(opened, "nothing is lost");
    assert!(!desk.notices(GROUP).is_empty());
}

#[test]
fn tags_are_known_with_the_case() {
    let mut desk = Desk::new(true, IntakeMode::Direct);
    desk.case();
    let tend = TendCustomer {
        customer: CustomerId(1),
        language: Some(Language::Pt),
        tags: vec!["VIP".into(), "vip".into(), "Fibra".into()],
        receipt: receipt(),
    };
    desk.tell(Tell::Line(tend.into()));
    let tended = desk.events.iter().find_map(|event| match event {
        Event::CustomerTended { tags, language, .. } => Some((tags.clone(), *language)),
        _ => None,
    });
    assert_eq!(tended, Some((vec!["Fibra".into(), "VIP".into()], Some(Language::Pt))));
    desk.says(MARTA, MARTA, "otra cosa", None);
    let case = desk.owners.slots.values().find_map(|slot| slot.case()).unwrap();
    assert_eq!(case.ticket.customer.about.tags.len(), 2);
}

proptest! {
    /// Whatever comes after two have become one: each message is in a case of who wrote it, once.
    #[test]
    fn after_two_became_one_nobody_is_taken_for_somebody_else(
        acts in proptest::collection::vec(0_u8..4, 1..40),
    ) {
        let mut desk = Desk::new(true, IntakeMode::Direct);
        desk.case();
        merge(&mut desk, customer(1, &[MARTA]), customer(9, &[LID]));
        desk.look_away();
        for (n, act) in acts.iter().enumerate() {
            match act {
                0 => drop(desk.says(MARTA, MARTA, &format!("m{n}"), None)),
                1 => drop(desk.says(LID, LID, &format!("m{n}"), None)),
                2 => drop(desk.says(HUGO, HUGO, &format!("m{n}"), None)),
                _ => drop(desk.says(slot_chat(1).as_str(), ANA, "/fin", None)),
            }
        }
        let mut whose = BTreeMap::from([(TicketNo(1), CustomerId(1))]);
        let mut said = Vec::new();
        for event in &desk.events {
            match event {
                Event::Opened { ticket, backlog } => {
                    whose.insert(ticket.no, ticket.customer.id);
                    said.extend(backlog.iter().map(|message| (ticket.no, message.clone())));
                }
                Event::Kept { ticket, message } | Event::Relayed { ticket, message } => {
                    said.push((*ticket, message.clone()));
                }
                _ => {}
            }
        }
        let mut seen = Vec::new();
        for (ticket, message) in said {
            let Some(n) = message.content.words().and_then(|text| text.strip_prefix('m')) else {
                continue;
            };
            let n: usize = n.parse().unwrap();
            let is_hugo = acts[n] == 2;
            prop_assert_eq!(whose[&ticket] != CustomerId(1), is_hugo);
            seen.push(n);
        }
        seen.sort_unstable();
        let wrote: Vec<usize> = (0..acts.len()).filter(|n| acts[*n] < 3).collect();
        prop_assert_eq!(seen, wrote);
    }
}
