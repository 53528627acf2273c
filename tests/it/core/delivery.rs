//! How far messages have come: marks, failures, what the customer is shown.

use relevo::domain::agent::slot_id;
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, ReceiptId, SendId, TicketNo, Timestamp, WaId};
use relevo::domain::inbound::{Delivery, Inbound};
use relevo::domain::message::{SettleLetter, Tell};
use relevo::domain::message_map::Carried;
use relevo::domain::notice::Notice;
use relevo::domain::outcome::{Body, Hint, Letter, Receipt};
use relevo::domain::purpose::Purpose;
use relevo::domain::settings::{IntakeMode, LineSettings, ReadMarks};

use super::desk::{ANA, Desk, GROUP, HUGO, MARTA, slot_chat};

fn desk(settings: LineSettings) -> Desk {
    Desk::of(LineSettings { intake: IntakeMode::Direct, ..settings }, true, 1)
}

/// A message for Ana's first slot that was given up.
fn given_up(ticket: i64) -> Letter {
    Letter {
        id: SendId(7),
        chat: slot_chat(1),
        purpose: Purpose::ToSlot {
            slot: slot_id(AgentId(1), 1),
            ticket: TicketNo(ticket),
            seq: 1,
            part: 0,
        },
        text: "*Marta:* no tengo internet".into(),
        cargo: None,
        quote: None,
        queued_at: Timestamp(0),
        attempts: 0,
        not_before: Timestamp(0),
    }
}

fn settle(desk: &mut Desk, letter: &Letter, again: bool) -> (Vec<Event>, usize) {
    desk.look_away();
    let receipt = Receipt { id: ReceiptId(900), key: None };
    let (Some((slot, _)), refused) = (letter.purpose.shown_in(), desk.refused) else {
        panic!("not for a slot")
    };
    let msg = SettleLetter { letter: letter.clone(), again, receipt };
    desk.tell(Tell::Slot(slot, msg.into()));
    (desk.events.clone(), desk.refused - refused)
}

#[test]
fn what_was_for_a_case_is_shown_in_its_slot_while_that_is_there_and_to_no_other() {
    let mut desk = desk(LineSettings::default());
    desk.case();
    let letter = given_up(1);
    let revived = Event::Revived { letter: letter.clone() };
    assert_eq!(settle(&mut desk, &letter, true), (vec![revived], 0));

    desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
    let letter = Letter { id: SendId(8), ..letter };
    assert_eq!(settle(&mut desk, &letter, true), (vec![], 1), "the slot is empty");
    let (_, quote) = desk.ticket(HUGO);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    assert_eq!(settle(&mut desk, &letter, true), (vec![], 1), "another customer is in it");
    let thrown = Event::Discarded { send: SendId(8) };
    assert_eq!(settle(&mut desk, &letter, false), (vec![thrown], 0));
}

fn progress(desk: &Desk) -> Vec<Carried> {
    let events = desk.events.iter().filter_map(|event| match event {
        Event::Progressed { carried, .. } => Some(*carried),
        _ => None,
    });
    events.collect()
}

fn marks(desk: &Desk) -> Vec<String> {
    let marks = desk.sends.iter().filter_map(|send| match &send.body {
        Body::Mark { emoji, .. } => Some(emoji.clone()),
        _ => None,
    });
    marks.collect()
}

/// Ana has answered; the id of that at Marta's.
fn answered(desk: &mut Desk) -> WaId {
    desk.case();
    desk.says(slot_chat(1).as_str(), ANA, "ya lo veo", None);
    let copy = desk.deliver_all().remove(0);
    desk.look_away();
    copy
}

#[test]
fn reports_are_kept_forwards_only_however_they_come() {
    let mut desk = desk(LineSettings::default());
    let copy = answered(&mut desk);
    for state in
        [Delivery::Sent, Delivery::Read, Delivery::Delivered, Delivery::Read, Delivery::Failed]
    {
        desk.reports(MARTA, &copy, state);
    }
    assert_eq!(progress(&desk), [Carried::Read]);
    assert!(marks(&desk).is_empty(), "only where the line wants them");
}

#[test]
fn an_agent_who_wants_marks_gets_them() {
    let mut desk = desk(LineSettings { delivery_marks: true, ..LineSettings::default() });
    let copy = answered(&mut desk);
    desk.reports(MARTA, &copy, Delivery::Delivered);
    desk.reports(MARTA, &copy, Delivery::Read);
    assert_eq!(marks(&desk), ["✅", "👀"]);
}

#[test]
fn a_report_that_is_faster_than_the_gateways_answer_is_not_lost() {
    let mut desk = desk(LineSettings::default());
    desk.case();
    desk.says(slot_chat(1).as_str(), ANA, "ya lo veo", None);
    let copy = WaId::from("C1-2");
    desk.reports(MARTA, &copy, Delivery::Delivered);
    assert!(progress(&desk).is_empty());
    assert_eq!(desk.deliver_all(), [copy]);
    assert_eq!(progress(&desk), [Carried::Delivered]);
}

#[test]
fn a_message_that_fails_after_it_was_sent_is_told_on_that_very_message() {
    let mut desk = desk(LineSettings::default());
    let copy = answered(&mut desk);
    desk.reports(MARTA, &copy, Delivery::Failed);
    assert_eq!(progress(&desk), [Carried::Failed]);
    assert_eq!(marks(&desk), ["❌"]);
    let told = desk.notices(slot_chat(1).as_str());
    assert!(matches!(&told[..], [Notice::NotDelivered { excerpt, .. }] if excerpt == "ya lo veo"));
    let reply = desk.sends.iter().find(|send| matches!(send.body, Body::Say(_))).unwrap();
    assert!(reply.quote.is_some());
}

#[test]
fn reports_of_a_case_that_was_just_closed_are_kept() {
    let mut desk = desk(LineSettings::default());
    let copy = answered(&mut desk);
    desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
    desk.look_away();
    desk.reports(MARTA, &copy, Delivery::Read);
    assert_eq!(progress(&desk), [Carried::Read]);
}

#[test]
fn the_customer_sees_that_a_message_was_read_when_the_line_says_so() {
    let read = |first: &WaId| Hint::Read { chat: MARTA.into(), messages: vec![first.clone()] };
    for (read_marks, when_relayed, when_seen) in [
        (ReadMarks::Never, false, false),
        (ReadMarks::WhenRelayed, true, false),
        (ReadMarks::WhenSeen, false, true),
    ] {
        let mut desk = desk(LineSettings { read_marks, ..LineSettings::default() });
        desk.case();
        desk.hints.clear();
        let next = desk.says(MARTA, MARTA, "¿hola?", None);
        let copy = desk.deliver_all().remove(0);
        assert_eq!(desk.hints.contains(&read(&next.id)), when_relayed, "{read_marks:?}");
        desk.look_away();
        desk.reports(slot_chat(1).as_str(), &copy, Delivery::Read);
        assert_eq!(desk.hints.contains(&read(&next.id)), when_seen, "{read_marks:?}");
    }
}

#[test]
fn typing_is_shown_on_the_other_side_where_the_line_wants_it() {
    for typing in [false, true] {
        let mut desk = desk(LineSettings { typing, ..LineSettings::default() });
        desk.case();
        let slot = slot_chat(1);
        let shown = |desk: &mut Desk, chat: &str, author: &str| {
            desk.hints.clear();
            let author = Identity::from_jid(author);
            desk.comes(Inbound::Typing { chat: chat.into(), author, on: true });
            desk.hints.clone()
        };
        let hint = |chat: &str| vec![Hint::Typing { chat: chat.into(), on: true }];
        let none = Vec::new;
        assert_eq!(
            shown(&mut desk, MARTA, MARTA),
            if typing { hint(slot.as_str()) } else { none() }
        );
        assert_eq!(shown(&mut desk, slot.as_str(), ANA), if typing { hint(MARTA) } else { none() });
        assert_eq!(shown(&mut desk, slot.as_str(), super::desk::HUGO), none(), "a stranger's");
    }
}
