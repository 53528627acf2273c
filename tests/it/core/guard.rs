//! The wrong-room guard and the undo window.

use relevo::domain::event::Event;
use relevo::domain::ids::TicketNo;
use relevo::domain::notice::Notice;
use relevo::domain::settings::{IntakeMode, LineSettings};

use super::desk::{ANA, Desk, GROUP, HUGO, MARTA, NOW, slot_chat};

/// Ana attends Marta in her first slot and Hugo in her second.
fn two_cases(settings: LineSettings) -> Desk {
    let mut desk = Desk::of(LineSettings { intake: IntakeMode::Direct, ..settings }, true, 2);
    for customer in [MARTA, HUGO] {
        let (_, quote) = desk.ticket(customer);
        desk.says(GROUP, ANA, "mío", Some(&quote));
    }
    desk.deliver_all();
    desk.look_away();
    desk
}

#[test]
fn a_text_that_names_the_agents_other_case_is_held_back_and_can_be_sent_after_all() {
    let mut desk = two_cases(LineSettings::default());
    let slot = slot_chat(1).to_string();
    let text = "Hola, ¿qué pasó con el #2?";
    let held = desk.says(&slot, ANA, text, None);
    let warned = desk.notices(&slot);
    assert!(matches!(&warned[..], [Notice::WrongRoom { ticket: TicketNo(2), .. }]), "{warned:?}");
    assert_eq!(desk.relayed(MARTA), Vec::<String>::new());
    assert!(desk.events.is_empty(), "it is no message of the case");
    desk.says(&slot, ANA, "/cliente", Some(&held.id));
    assert_eq!(desk.relayed(MARTA), [text]);
    desk.look_away();
    desk.says(&slot, ANA, "/cliente sí, el #2 es otro", None);
    assert_eq!(desk.relayed(MARTA), ["sí, el #2 es otro"], "what is told on purpose goes");
}

#[test]
fn an_edit_is_held_to_the_same_rule() {
    let mut desk = two_cases(LineSettings::default());
    let slot = slot_chat(1).to_string();
    let answer = desk.says(&slot, ANA, "ya lo veo", None);
    desk.deliver_all();
    desk.look_away();
    desk.edits(&answer.id, "el caso #2 ya está", None);
    assert!(matches!(desk.notices(&slot)[..], [Notice::WrongRoom { .. }]));
    assert!(desk.events.is_empty());
}

#[test]
fn the_guard_can_be_switched_off_and_knows_only_open_cases() {
    let off = LineSettings { wrong_room_guard: false, ..LineSettings::default() };
    let mut desk = two_cases(off);
    desk.says(slot_chat(1).as_str(), ANA, "el #2", None);
    assert_eq!(desk.relayed(MARTA), ["el #2"]);

    let mut desk = two_cases(LineSettings::default());
    desk.says(slot_chat(11).as_str(), ANA, "/fin", None);
    desk.look_away();
    desk.says(slot_chat(1).as_str(), ANA, "el #2", None);
    assert_eq!(desk.relayed(MARTA), ["el #2"], "that case is over");
}

#[test]
fn what_an_agent_writes_waits_for_the_undo_window_and_what_a_customer_writes_does_not() {
    let settings = LineSettings { undo_window_ms: 5_000, ..LineSettings::default() };
    let mut desk = two_cases(settings);
    desk.says(slot_chat(1).as_str(), ANA, "ya lo veo", None);
    desk.says(MARTA, MARTA, "¿hola?", None);
    let waits: Vec<_> =
        desk.sends.iter().map(|send| (send.chat.to_string(), send.not_before)).collect();
    let slot = slot_chat(1).to_string();
    assert_eq!(waits, [(MARTA.to_owned(), Some(NOW.plus(5_000))), (slot, None)]);
    assert_eq!(
        desk.events.iter().filter(|event| matches!(event, Event::Relayed { .. })).count(),
        2
    );
}

#[test]
fn what_is_held_back_can_be_corrected_taken_back_and_insisted_on() {
    let mut desk = two_cases(LineSettings::default());
    let slot = slot_chat(1).to_string();
    let held = desk.says(&slot, ANA, "lo del #2 ya está", None);
    desk.edits(&held.id, "lo suyo ya está", None);
    desk.says(&slot, ANA, "/cliente", Some(&held.id));
    assert_eq!(desk.relayed(MARTA), ["lo suyo ya está"]);
    desk.look_away();
    let gone = desk.says(&slot, ANA, "lo del #2 otra vez", None);
    desk.deletes(&gone.id);
    desk.look_away();
    desk.says(&slot, ANA, "/cliente", Some(&gone.id));
    assert_eq!(desk.relayed(MARTA), Vec::<String>::new());
    assert_eq!(desk.notices(&slot), [Notice::NothingToSend]);

    let answer = desk.says(&slot, ANA, "ya lo veo", None);
    desk.deliver_all();
    desk.edits(&answer.id, "el #2 ya lo vi", None);
    desk.look_away();
    desk.says(&slot, ANA, "/cliente", Some(&answer.id));
    let words: Vec<_> = desk
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Edited { content, .. } => content.words().map(str::to_owned),
            _ => None,
        })
        .collect();
    assert_eq!(words, ["el #2 ya lo vi"]);
    desk.look_away();
    let other = desk.says(&slot, ANA, "y esto", None);
    desk.deliver_all();
    desk.look_away();
    desk.edits(&other.id, "/cliente y el #2 también", None);
    assert!(desk.notices(&slot).is_empty(), "what is told on purpose goes");
}
