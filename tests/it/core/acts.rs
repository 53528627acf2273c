//! What people do with a case as a whole: each rule by example.

use relevo::domain::acts::{By, Deed};
use relevo::domain::event::Event;
use relevo::domain::ids::{AgentId, GroupId, TicketNo};
use relevo::domain::message::Tell;
use relevo::domain::notice::Notice;
use relevo::domain::outcome::Body;
use relevo::domain::refusal::Refusal;
use relevo::domain::settings::{GroupKind, IntakeMode};

use super::desk::{ANA, Desk, GROUP, MARTA, RUI, slot_chat};

const MARTA_ID: i64 = 1;
const ANA_ID: AgentId = AgentId(1);
const RUI_ID: AgentId = AgentId(2);
const SALES: &str = "120363000000000009@g.us";

fn direct() -> Desk {
    Desk::new(true, IntakeMode::Direct)
}

/// Marta's case, which Ana has, after a question and an answer.
fn talked() -> (Desk, TicketNo) {
    let mut desk = direct();
    desk.case();
    desk.says(slot_chat(1).as_str(), ANA, "ya lo veo", None);
    desk.says(MARTA, MARTA, "gracias", None);
    desk.deliver_all();
    desk.look_away();
    (desk, TicketNo(1))
}

#[test]
fn a_pending_case_is_given_to_an_agent_by_name() {
    let mut desk = direct();
    let (ticket, _) = desk.ticket(MARTA);
    desk.look_away();
    desk.acts(MARTA_ID, ticket, Deed::Assign { agent: RUI_ID }, None);
    let slot_name = String::from("Chat soporte Rui N°1");
    let by = String::from("Mariela");
    let assigned = Notice::AssignedBy { ticket, agent: "Rui".into(), slot_name, by };
    assert_eq!(desk.notices(GROUP), [assigned]);
    assert_eq!(desk.relayed(slot_chat(2).as_str()), ["no tengo internet"]);
    assert!(matches!(&desk.events[..], [Event::Claimed { by: By::Panel { .. }, .. }]));

    desk.acts(MARTA_ID, ticket, Deed::Assign { agent: ANA_ID }, None);
    assert_eq!(desk.refusals, [Refusal::AlreadyTaken { ticket, holder: "Rui".into() }]);
}

#[test]
fn who_cannot_take_a_case_is_not_given_one() {
    let mut desk = Desk::new(false, IntakeMode::Direct);
    let (ticket, _) = desk.ticket(MARTA);
    desk.acts(MARTA_ID, ticket, Deed::Assign { agent: RUI_ID }, None);
    desk.acts(MARTA_ID, ticket, Deed::Assign { agent: AgentId(99) }, None);
    desk.acts(MARTA_ID, ticket, Deed::Transfer { agent: ANA_ID }, None);
    assert_eq!(
        desk.refusals,
        [
            Refusal::NotRegistered { agent: "Rui".into() },
            Refusal::Unknown { what: "99".into() },
            Refusal::NotTaken { ticket },
        ]
    );
    desk.acts(MARTA_ID, ticket, Deed::Assign { agent: ANA_ID }, None);
    assert_eq!(desk.refusals.len(), 3, "and the case is still free for another");
}

#[test]
fn a_case_is_transferred_with_its_conversation_and_its_notes() {
    let (mut desk, ticket) = talked();
    desk.acts(MARTA_ID, ticket, Deed::Note { text: "sin potencia".into() }, None);
    desk.look_away();
    desk.acts(MARTA_ID, ticket, Deed::Transfer { agent: RUI_ID }, Some("zona norte"));
    let (ana, rui) = (slot_chat(1), slot_chat(2));
    let reason = Some(String::from("zona norte"));
    let left = |to: &str| Notice::CaseLeft {
        ticket,
        to: to.into(),
        by: "Mariela".into(),
        reason: reason.clone(),
    };
    assert_eq!(desk.notices(ana.as_str()), [left("Rui")]);
    assert_eq!(desk.relayed(rui.as_str()), ["no tengo internet", "ya lo veo", "gracias"]);
    let said = desk.notices(rui.as_str());
    assert!(matches!(
        &said[..],
        [Notice::CaseHeader { .. }, Notice::Continued { from: Some(_), .. }, Notice::Note { .. }]
    ));
    let names: Vec<Option<String>> = desk
        .sends
        .iter()
        .filter(|send| send.chat == rui)
        .filter_map(|send| match &send.body {
            Body::Relay { name, .. } => Some(name.clone()),
            _ => None,
        })
        .collect();
    let named = |name: &str| Some(name.to_owned());
    assert_eq!(names, [named("Marta"), named("Ana"), named("Marta")]);
    assert_eq!(desk.relayed(MARTA), Vec::<String>::new(), "nothing of it reaches the customer");

    desk.look_away();
    desk.says(MARTA, MARTA, "¿sigue?", None);
    desk.says(rui.as_str(), RUI, "sigo yo", None);
    desk.says(ana.as_str(), ANA, "¿hola?", None);
    assert_eq!(desk.relayed(rui.as_str()), ["¿sigue?"]);
    assert_eq!(desk.relayed(MARTA), ["sigo yo"]);
    assert_eq!(desk.relayed(ana.as_str()), Vec::<String>::new());
    assert_eq!(desk.notices(ana.as_str()), [Notice::NoCase]);
    // The slot it left is free for the next.
    let (_, quote) = desk.ticket(super::HUGO);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    assert_eq!(desk.relayed(ana.as_str()), ["no tengo internet"]);
}

#[test]
fn what_an_agent_wrote_can_still_be_deleted_after_the_transfer() {
    let (mut desk, ticket) = talked();
    let wrong = desk.says(slot_chat(1).as_str(), ANA, "me equivoqué de chat", None);
    desk.deliver_all();
    desk.acts(MARTA_ID, ticket, Deed::Transfer { agent: RUI_ID }, None);
    desk.look_away();
    desk.deletes(&wrong.id);
    assert!(
        desk.sends.iter().any(|send| {
            send.chat.as_str() == MARTA && matches!(send.body, Body::Deleted { .. })
        })
    );
}

#[test]
fn a_reply_to_what_an_earlier_agent_wrote_quotes_it_in_words() {
    let (mut desk, ticket) = talked();
    desk.acts(MARTA_ID, ticket, Deed::Transfer { agent: RUI_ID }, None);
    desk.deliver_all();
    desk.look_away();
    // The copy of Ana's answer in Marta's chat.
    let answer = "C1-2".into();
    desk.says(MARTA, MARTA, "esto no lo entendí", Some(&answer));
    let send = desk.sends.iter().find(|send| send.chat == slot_chat(2)).unwrap();
    let Body::Relay { replies_to, .. } = &send.body else { panic!("{send:?}") };
    assert_eq!((send.quote.as_ref(), replies_to.as_deref()), (None, Some("ya lo veo")));
}

#[test]
fn a_transfer_to_who_has_no_room_leaves_everything_as_it_was() {
    let (mut desk, ticket) = talked();
    let (_, quote) = desk.ticket(super::HUGO);
    desk.says(GROUP, RUI, "mío", Some(&quote));
    desk.look_away();
    desk.acts(MARTA_ID, ticket, Deed::Transfer { agent: RUI_ID }, None);
    desk.acts(MARTA_ID, ticket, Deed::Transfer { agent: ANA_ID }, None);
    assert!(matches!(
        &desk.refusals[..],
        [Refusal::AllBusy { .. }, Refusal::AlreadyTaken { holder, .. }] if holder == "Ana"
    ));
    desk.says(slot_chat(1).as_str(), ANA, "sigo acá", None);
    assert_eq!(desk.relayed(MARTA), ["sigo acá"]);
}

#[test]
fn a_case_goes_back_to_its_group_and_whoever_takes_it_reads_what_was_said() {
    let (mut desk, ticket) = talked();
    desk.acts(MARTA_ID, ticket, Deed::Return { group: None }, Some("fin de turno"));
    let announced = desk.notices(GROUP);
    let [Notice::AnnouncedAgain { from, reason, opening, .. }] = &announced[..] else {
        panic!("{announced:?}")
    };
    assert_eq!((from.as_str(), reason.as_deref()), ("Ana", Some("fin de turno")));
    assert!(opening.starts_with("no tengo internet"), "{opening}");
    desk.says(MARTA, MARTA, "¿me atienden?", None);
    desk.look_away();
    desk.acts(MARTA_ID, ticket, Deed::Assign { agent: RUI_ID }, None);
    let rui = slot_chat(2);
    let told = ["no tengo internet", "ya lo veo", "gracias", "¿me atienden?"];
    assert_eq!(desk.relayed(rui.as_str()), told);
    assert!(matches!(desk.notices(rui.as_str())[1], Notice::Continued { from: None, .. }));
}

#[test]
fn a_case_that_waits_again_is_overdue_counted_from_then() {
    let (mut desk, ticket) = talked();
    let limit = desk.owners.line.settings().first_limit_ms;
    desk.later(limit * 3);
    desk.acts(MARTA_ID, ticket, Deed::Return { group: None }, None);
    desk.look_away();
    desk.later(limit / 2);
    assert!(!desk.events.iter().any(|event| matches!(event, Event::Escalated { .. })));
    desk.later(limit);
    assert!(desk.events.iter().any(|event| matches!(event, Event::Escalated { .. })));
}

#[test]
fn a_pending_case_moves_to_another_group_and_is_taken_there() {
    let mut desk = direct();
    sales(&mut desk);
    let (ticket, quote) = desk.ticket(MARTA);
    desk.look_away();
    desk.acts(MARTA_ID, ticket, Deed::Move { group: GroupId(2) }, Some("quiere comprar"));
    desk.acts(MARTA_ID, ticket, Deed::Move { group: GroupId(2) }, Some("quiere comprar"));
    assert_eq!(desk.refused, 0, "a form that is sent twice is no mistake");
    assert!(matches!(&desk.notices(SALES)[..], [Notice::AnnouncedAgain { .. }]));
    assert!(matches!(&desk.notices(GROUP)[..], [Notice::MovedAway { .. }]));
    desk.look_away();
    desk.says(GROUP, ANA, "mío", Some(&quote));
    let elsewhere = Refusal::Elsewhere { ticket, group_name: "Ventas".into() };
    assert_eq!(desk.notices(GROUP), [Notice::Refused { refusal: elsewhere }]);
    desk.acts(MARTA_ID, ticket, Deed::Move { group: GroupId(7) }, None);
    assert_eq!(desk.refusals, [Refusal::Unknown { what: "7".into() }]);
}

#[test]
fn a_case_that_nobody_took_is_closed_with_a_reason() {
    let mut desk = direct();
    let (ticket, quote) = desk.ticket(MARTA);
    desk.look_away();
    desk.acts(MARTA_ID, ticket, Deed::Close, Some("spam"));
    assert_eq!(desk.notices(MARTA), [Notice::Goodbye { ticket }]);
    assert!(matches!(&desk.events[..], [Event::Closed { slot: None, .. }]));
    desk.look_away();
    desk.says(GROUP, ANA, "mío", Some(&quote));
    let closed = desk.notices(GROUP);
    assert!(
        matches!(&closed[..], [Notice::Refused { refusal: Refusal::AlreadyClosed { by, .. } }] if by == "Mariela"),
        "{closed:?}"
    );
    desk.acts(MARTA_ID, ticket, Deed::Close, Some("spam"));
    assert_eq!(desk.refusals, [Refusal::NotOpen { ticket }]);
}

#[test]
fn closing_from_the_panel_says_who_did_and_frees_the_slot() {
    let (mut desk, ticket) = talked();
    desk.acts(MARTA_ID, ticket, Deed::Close, Some("resuelto"));
    let closed = desk.notices(GROUP);
    assert!(
        matches!(&closed[..], [Notice::ClosedInGroup { agent, .. }] if agent == "Mariela"),
        "{closed:?}"
    );
    let by = desk.events.iter().find_map(|event| match event {
        Event::Closed { by, .. } => Some(by.clone()),
        _ => None,
    });
    assert_eq!(by, Some(By::Panel { name: "Mariela".into() }));
}

#[test]
fn a_note_is_shown_in_the_slot_and_never_to_the_customer() {
    let (mut desk, ticket) = talked();
    desk.acts(MARTA_ID, ticket, Deed::Note { text: "ojo: ya llamó dos veces".into() }, None);
    let note = |who: &str, text: &str| Notice::Note { who: who.into(), text: text.into() };
    assert_eq!(desk.notices(slot_chat(1).as_str()), [note("Mariela", "ojo: ya llamó dos veces")]);
    assert_eq!(desk.sends.iter().filter(|send| send.chat.as_str() == MARTA).count(), 0);
    let times: Vec<_> = (0..2)
        .map(|_| {
            desk.look_away();
            desk.acts(MARTA_ID, ticket, Deed::Note { text: "otra".into() }, None);
            match &desk.events[..] {
                [Event::NoteAdded { note, .. }] => note.at,
                other => panic!("{other:?}"),
            }
        })
        .collect();
    assert_ne!(times[0], times[1], "no two notes have one place in the history");
}

#[test]
fn help_is_asked_for_once_and_the_case_stays() {
    let (mut desk, ticket) = talked();
    for _ in 0..2 {
        desk.acts(MARTA_ID, ticket, Deed::Escalate, Some("pide la baja"));
    }
    let said = desk.notices(GROUP);
    assert!(
        matches!(&said[..], [Notice::Raised { agent: Some(agent), .. }] if agent == "Ana"),
        "without a Supervisor group it goes to the main group: {said:?}"
    );
    desk.says(slot_chat(1).as_str(), ANA, "acá sigo", None);
    assert_eq!(desk.relayed(MARTA), ["acá sigo"]);
}

/// A second main group.
fn sales(desk: &mut Desk) {
    let (group, kind) = (GroupId(2), GroupKind::Sales);
    let settings = desk.owners.line.settings().clone();
    let name = String::from("Ventas");
    let started =
        relevo::domain::main_group::MainGroup::new(group, kind, name, Some(SALES.into()), settings);
    desk.tell(Tell::StartGroup(Box::new(started)));
    let owner = relevo::domain::message::ChatOwner::Group(group, kind);
    let owned = relevo::domain::message::ChatOwned { chat: SALES.into(), owner };
    desk.tell(Tell::Line(owned.into()));
}
