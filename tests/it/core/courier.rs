//! The courier: what changes what before it leaves, what goes first, what is given up.

use relevo::domain::cargo::{Cargo, CopyRef, MessageRef, Target};
use relevo::domain::courier::{Courier, SendError, TRIES_MOST};
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{GroupId, SendId, SlotId, TicketNo, Timestamp};
use relevo::domain::inbound::Connection;
use relevo::domain::message::{OfferOver, SettleLetter, Tell, ToSlot};
use relevo::domain::outcome::{Letter, Outcome, Receipt};
use relevo::domain::purpose::Purpose;
use relevo::domain::settings::LineSettings;

const MARTA: &str = "1@s.whatsapp.net";
const GROUP: &str = "1@g.us";
const NOW: Timestamp = Timestamp(1_000_000);

fn letter(id: i64, chat: &str, purpose: Purpose, text: &str) -> Letter {
    Letter {
        id: SendId(id),
        chat: chat.into(),
        purpose,
        text: text.into(),
        cargo: None,
        quote: None,
        queued_at: NOW,
        attempts: 0,
        not_before: NOW,
    }
}

fn answer(seq: u32) -> Purpose {
    Purpose::ToCustomer { slot: SlotId(1), ticket: TicketNo(1), seq, part: 0 }
}

fn change(seq: u32) -> Purpose {
    Purpose::ChangeForCustomer { slot: SlotId(1), ticket: TicketNo(1), seq }
}

fn of(seq: u32) -> MessageRef {
    let copy = CopyRef { ticket: TicketNo(1), seq, part: 0 };
    MessageRef { id: Target::Copy(copy), from_us: true, author: Identity::default() }
}

fn edit(id: i64, seq: u32, text: &str) -> Letter {
    let cargo = Some(Cargo::Edit { of: of(seq), text: text.into() });
    Letter { cargo, ..letter(id, MARTA, change(seq), "ahora dice") }
}

fn revoke(id: i64, seq: u32) -> Letter {
    Letter {
        cargo: Some(Cargo::Revoke { of: of(seq) }),
        ..letter(id, MARTA, change(seq), "fue eliminado")
    }
}

fn courier() -> Courier {
    Courier::new(&LineSettings { send_burst: 1_000.0, ..LineSettings::default() }, NOW)
}

fn texts(letters: Vec<Letter>) -> Vec<String> {
    letters.into_iter().map(|letter| letter.text).collect()
}

#[test]
fn what_is_deleted_within_the_undo_window_is_never_sent() {
    let mut courier = courier();
    let waiting = Letter { not_before: NOW.plus(5_000), ..letter(1, MARTA, answer(1), "uy") };
    assert_eq!(courier.queue([waiting]), Outcome::default());
    assert!(courier.next(NOW).is_empty());
    let merged = courier.queue([revoke(2, 1)]);
    let withdrawn = |id, purpose| Event::Withdrawn { send: SendId(id), purpose };
    assert_eq!(merged.events, [withdrawn(1, answer(1)), withdrawn(2, change(1))]);
    assert!(courier.next(NOW.plus(60_000)).is_empty());
    assert_eq!(courier.backlog(), 0);
}

#[test]
fn what_is_changed_within_the_undo_window_leaves_changed() {
    let mut courier = courier();
    let waiting = Letter { not_before: NOW.plus(5_000), ..letter(1, MARTA, answer(1), "uy") };
    courier.queue([waiting, letter(2, MARTA, answer(2), "otra")]);
    let merged = courier.queue([edit(3, 1, "bien")]);
    assert!(
        matches!(&merged.events[0], Event::Reworded { send: SendId(1), text, cargo: None } if text == "bien")
    );
    assert_eq!(
        texts(courier.next(NOW.plus(4_999))),
        Vec::<String>::new(),
        "the second one waits behind it"
    );
    assert_eq!(texts(courier.next(NOW.plus(5_000))), ["bien"]);
}

#[test]
fn what_is_on_its_way_is_changed_there() {
    let mut courier = courier();
    courier.queue([letter(1, MARTA, answer(1), "uy")]);
    assert_eq!(courier.next(NOW).len(), 1);
    assert_eq!(courier.queue([revoke(2, 1)]), Outcome::default(), "it may be there already");
    courier.sent(&MARTA.into(), SendId(1), "A".into(), NOW);
    courier.recorded(&MARTA.into(), SendId(1));
    assert_eq!(courier.next(NOW), [revoke(2, 1)]);
}

#[test]
fn what_was_tried_and_may_be_there_is_changed_there_too() {
    let mut courier = courier();
    courier.queue([letter(1, MARTA, answer(1), "uy")]);
    courier.next(NOW);
    courier.failed(&MARTA.into(), SendId(1), &SendError::Unknown("lost".into()), NOW);
    assert_eq!(courier.queue([revoke(2, 1)]), Outcome::default());
    assert_eq!(courier.backlog(), 2);
}

#[test]
fn after_a_restart_letters_change_each_other_as_before() {
    let mut courier = courier();
    courier.restore([
        Letter { not_before: NOW.plus(5_000), ..letter(1, MARTA, answer(1), "uy") },
        revoke(2, 1),
        letter(3, MARTA, answer(2), "hola"),
    ]);
    assert_eq!(courier.resume().events.len(), 2);
    assert_eq!(texts(courier.next(NOW)), ["hola"]);
}

#[test]
fn only_the_latest_note_about_a_waiting_ticket_is_sent_and_none_once_it_is_taken() {
    let mut courier = courier();
    courier.connection(Connection::Disconnected, NOW);
    let addition = |ticket| Purpose::Addition { group: GroupId(1), ticket: TicketNo(ticket) };
    let announced = Purpose::Announcement { group: GroupId(1), ticket: TicketNo(9) };
    courier.queue([
        letter(1, GROUP, addition(7), "1 más"),
        letter(2, GROUP, addition(8), "de otro"),
        letter(3, GROUP, announced, "caso 9"),
    ]);
    let merged = courier.queue([letter(4, GROUP, addition(7), "2 más")]);
    assert_eq!(merged.events, [Event::Withdrawn { send: SendId(1), purpose: addition(7) }]);
    let over = courier.offer_over(OfferOver { ticket: TicketNo(9), chat: GROUP.into() });
    assert!(matches!(&over.tells[..], [Tell::Group(GroupId(1), _)]), "nobody waits for its id");
    courier.connection(Connection::Connected, NOW);
    let mut left = Vec::new();
    for _ in 0..5 {
        for next in courier.next(NOW) {
            courier.sent(&next.chat, next.id, "A".into(), NOW);
            courier.recorded(&next.chat, next.id);
            left.push(next.text);
        }
    }
    assert_eq!(left, ["de otro", "2 más"]);
}

#[test]
fn relays_overtake_alerts_but_an_alert_does_not_wait_for_ever() {
    let settings = LineSettings {
        sends_per_second: 1.0,
        send_burst: 1.0,
        send_jitter: 0.0,
        ..LineSettings::default()
    };
    let mut courier = Courier::new(&settings, NOW);
    courier.queue([letter(1, GROUP, Purpose::Alert, "alerta")]);
    let mut now = NOW;
    let mut order = Vec::new();
    for n in 0..60_i64 {
        let chat = format!("{n}@s.whatsapp.net");
        let relay = Letter {
            queued_at: now,
            not_before: now,
            ..letter(100 + n, &chat, answer(1), "relevo")
        };
        courier.queue([relay]);
        for next in courier.next(now) {
            order.push(next.text.clone());
            courier.sent(&next.chat, next.id, "A".into(), now);
            courier.recorded(&next.chat, next.id);
        }
        now = now.plus(1_000);
    }
    let at = order.iter().position(|text| text == "alerta").expect("it was sent");
    assert!((20..40).contains(&at), "after {at} of {} others", order.len());
}

#[test]
fn a_gateway_that_is_down_for_days_gives_nothing_up() {
    let mut courier = courier();
    courier.queue([letter(1, MARTA, answer(1), "hola")]);
    let mut now = NOW;
    for _ in 0..500 {
        for next in courier.next(now) {
            let error = SendError::Again("the server cannot be reached".into());
            let outcome = courier.failed(&next.chat, next.id, &error, now);
            assert!(outcome.tells.is_empty(), "given up");
        }
        now = now.plus(10 * 60_000);
    }
    assert_eq!(courier.backlog(), 1);
}

#[test]
fn a_message_that_fails_while_others_get_through_is_given_up_in_the_end() {
    let mut courier = courier();
    courier.queue([letter(1, MARTA, answer(1), "hola")]);
    let mut now = NOW;
    for n in 0..i64::from(TRIES_MOST) + 2 {
        courier.queue([Letter {
            not_before: now,
            ..letter(100 + n, &format!("{n}@g.us"), Purpose::Answer, "x")
        }]);
        for next in courier.next(now) {
            if next.id == SendId(1) {
                let error = SendError::Again("no".into());
                let outcome = courier.failed(&next.chat, next.id, &error, now);
                if let Some(Tell::Slot(_, ToSlot::NotDelivered(_))) = outcome.tells.first() {
                    return;
                }
            } else {
                courier.sent(&next.chat, next.id, "A".into(), now);
            }
        }
        now = now.plus(10 * 60_000);
    }
    panic!("it was never given up");
}

#[test]
fn what_cannot_be_carried_is_told_in_words_and_what_has_none_is_left() {
    let mut courier = courier();
    let file = relevo::domain::file::FileRef::new(&MARTA.into(), &"A".into(), "A");
    let cargo = Cargo::File {
        media: relevo::domain::content::MediaKind::Image,
        file,
        file_name: None,
        caption: None,
        view_once: false,
    };
    courier.queue([Letter {
        cargo: Some(cargo),
        ..letter(1, MARTA, answer(1), "📷 Foto (no se pudo pasar)")
    }]);
    courier.next(NOW);
    let outcome =
        courier.failed(&MARTA.into(), SendId(1), &SendError::Never("expired".into()), NOW);
    assert!(matches!(&outcome.events[..], [Event::Reworded { cargo: None, .. }]));
    assert!(outcome.tells.is_empty(), "the words may not arrive either");
    let again = courier.next(NOW);
    assert_eq!((again[0].text.as_str(), &again[0].cargo), ("📷 Foto (no se pudo pasar)", &None));
    let outcome = courier.sent(&MARTA.into(), SendId(1), "B".into(), NOW);
    let is_told = |tell: &Tell| matches!(tell, Tell::Slot(_, ToSlot::Reworded(_)));
    assert_eq!(outcome.tells.iter().filter(|tell| is_told(tell)).count(), 1);

    let mark = Cargo::React { of: of(9), emoji: "✅".into() };
    courier.queue([Letter { cargo: Some(mark), ..letter(2, GROUP, Purpose::Mark, "") }]);
    courier.next(NOW);
    let outcome = courier.failed(&GROUP.into(), SendId(2), &SendError::Never("no".into()), NOW);
    assert!(matches!(&outcome.events[..], [Event::Withdrawn { .. }]), "{outcome:?}");
}

#[test]
fn a_change_of_what_never_arrived_is_no_failure() {
    let mut courier = courier();
    courier.queue([revoke(1, 1)]);
    courier.next(NOW);
    let outcome =
        courier.failed(&MARTA.into(), SendId(1), &SendError::Moot("not there".into()), NOW);
    assert_eq!(outcome.events, [Event::Withdrawn { send: SendId(1), purpose: change(1) }]);
    assert!(outcome.tells.is_empty());
    assert_eq!((courier.backlog(), courier.under_way()), (0, 0));
}

#[test]
fn a_message_that_was_given_up_can_be_sent_after_all_or_thrown_away() {
    let mut courier = courier();
    let receipt = Receipt { id: relevo::domain::ids::ReceiptId(1), key: None };
    let dead = letter(1, MARTA, answer(1), "hola");
    let outcome =
        courier.settle_letter(SettleLetter { letter: dead.clone(), again: true, receipt });
    assert_eq!(outcome.events, [Event::Revived { letter: dead.clone() }]);
    assert!(courier.next(NOW).is_empty(), "not before that is on disk");
    let pressed_again = |courier: &mut Courier, why| {
        for again in [true, false] {
            let msg = SettleLetter { letter: dead.clone(), again, receipt };
            assert!(courier.settle_letter(msg).events.is_empty(), "{why}");
        }
    };
    pressed_again(&mut courier, "that is being written");
    courier.queue([dead.clone()]);
    assert_eq!(courier.next(NOW), std::slice::from_ref(&dead));
    pressed_again(&mut courier, "it is on its way");
    courier.sent(&MARTA.into(), SendId(1), "A".into(), NOW);
    pressed_again(&mut courier, "it was sent");
    let other = letter(2, MARTA, answer(2), "chau");
    let thrown = SettleLetter { letter: other, again: false, receipt };
    assert_eq!(
        courier.settle_letter(thrown.clone()).events,
        [Event::Discarded { send: SendId(2) }]
    );
    let regretted = courier.settle_letter(SettleLetter { again: true, ..thrown });
    assert!(regretted.events.is_empty(), "it is thrown away already");
}

#[test]
fn a_message_that_is_given_up_again_can_be_tried_again() {
    let mut courier = courier();
    let receipt = Receipt { id: relevo::domain::ids::ReceiptId(1), key: None };
    let dead = letter(1, MARTA, answer(1), "hola");
    for _ in 0..2 {
        let msg = SettleLetter { letter: dead.clone(), again: true, receipt };
        let outcome = courier.settle_letter(msg);
        assert_eq!(outcome.events, [Event::Revived { letter: dead.clone() }]);
        courier.queue([dead.clone()]);
        courier.next(NOW);
        courier.failed(&MARTA.into(), SendId(1), &SendError::Never("no".into()), NOW);
    }
}

#[test]
fn of_several_marks_on_a_message_only_the_latest_is_set() {
    let mut courier = courier();
    let mark = |id, of: u32, emoji: &str| {
        let cargo = Cargo::React { of: self::of(of), emoji: emoji.into() };
        Letter { cargo: Some(cargo), ..letter(id, GROUP, Purpose::Mark, "") }
    };
    courier.queue([letter(1, GROUP, Purpose::Answer, "hola"), mark(2, 1, "✅"), mark(3, 2, "✅")]);
    let outcome = courier.queue([mark(4, 1, "👀")]);
    assert_eq!(outcome.events, [Event::Withdrawn { send: SendId(2), purpose: Purpose::Mark }]);
    assert_eq!(courier.backlog(), 3);
}

#[test]
fn files_that_take_long_do_not_hold_up_texts() {
    let mut courier = courier();
    let files = (0..200).map(|n| {
        let cargo = Cargo::File {
            media: relevo::domain::content::MediaKind::Video,
            file: relevo::domain::file::FileRef::new(&MARTA.into(), &"A".into(), "A"),
            file_name: None,
            caption: None,
            view_once: false,
        };
        Letter {
            cargo: Some(cargo), ..letter(n, &format!("{n}@s.whatsapp.net"), answer(1), "🎬")
        }
    });
    courier.queue(files.collect::<Vec<_>>());
    let first = courier.next(NOW);
    assert!(first.len() < 40, "{}", first.len());
    courier.queue([letter(900, GROUP, Purpose::Answer, "hola")]);
    assert_eq!(texts(courier.next(NOW)), ["hola"]);
    // One done makes room for one.
    courier.sent(&first[0].chat, first[0].id, "A".into(), NOW);
    assert_eq!(courier.next(NOW).len(), 1);
    assert_eq!(courier.under_way(), first.len() + 1);
}

#[test]
fn what_may_have_left_before_a_restart_is_not_taken_back_unseen() {
    let mut courier = courier();
    courier.restore([letter(1, MARTA, answer(1), "uy"), revoke(2, 1)]);
    assert_eq!(courier.resume(), Outcome::default());
    assert_eq!(texts(courier.next(NOW)), ["uy"]);
    courier.sent(&MARTA.into(), SendId(1), "A".into(), NOW);
    courier.recorded(&MARTA.into(), SendId(1));
    assert_eq!(courier.next(NOW), [revoke(2, 1)]);
}

#[test]
fn of_a_message_in_parts_that_is_half_there_the_rest_stays_here_and_what_is_there_is_deleted() {
    let mut courier = courier();
    courier.queue([letter(1, MARTA, answer(1), "uno"), letter(2, MARTA, answer(1).part(1), "dos")]);
    courier.next(NOW);
    courier.sent(&MARTA.into(), SendId(1), "A".into(), NOW);
    courier.recorded(&MARTA.into(), SendId(1));
    let edited = courier.queue([edit(3, 1, "tres")]);
    assert_eq!(edited, Outcome::default(), "the part that is left does not become the whole");
    let deleted = courier.queue([revoke(4, 1)]);
    assert!(
        matches!(&deleted.events[..], [Event::Withdrawn { send: SendId(2), .. }]),
        "{deleted:?}"
    );
    assert_eq!(courier.backlog(), 2);
}

fn photo(id: i64, caption: &str) -> Letter {
    let cargo = Cargo::File {
        media: relevo::domain::content::MediaKind::Image,
        file: relevo::domain::file::FileRef::new(&MARTA.into(), &"A".into(), "A"),
        file_name: None,
        caption: Some(caption.into()),
        view_once: false,
    };
    let told = format!("📷 Foto (no se pudo pasar el archivo)\n{caption}");
    Letter {
        cargo: Some(cargo),
        not_before: NOW.plus(5_000),
        ..letter(id, MARTA, answer(1), &told)
    }
}

#[test]
fn a_caption_that_was_changed_in_time_is_nowhere_in_what_leaves() {
    let mut courier = courier();
    courier.queue([photo(1, "clave 1234"), edit(2, 1, "la clave va aparte")]);
    let left = courier.next(NOW.plus(5_000)).remove(0);
    assert!(!format!("{left:?}").contains("1234"), "{left:?}");
    assert_eq!(left.text, "📷 Foto (no se pudo pasar el archivo)\nla clave va aparte");
    assert!(
        matches!(&left.cargo, Some(Cargo::File { caption: Some(words), .. }) if words == "la clave va aparte")
    );
}

#[test]
fn new_words_that_are_too_long_for_a_caption_follow_their_file() {
    let mut courier = courier();
    let long = "palabra ".repeat(300);
    courier.queue([photo(1, "clave 1234"), edit(2, 1, &long)]);
    let mut left = Vec::new();
    for _ in 0..2 {
        for next in courier.next(NOW.plus(5_000)) {
            courier.sent(&next.chat, next.id, "A".into(), NOW);
            courier.recorded(&next.chat, next.id);
            left.push(next);
        }
    }
    assert!(!format!("{left:?}").contains("1234"));
    assert_eq!((left[1].text.as_str(), &left[1].cargo), (long.as_str(), &None));
}

#[test]
fn a_file_that_nobody_has_is_told_in_words_soon_but_not_while_the_gateway_is_down() {
    let no_file = SendError::NoFile("500".into());
    for others_get_through in [false, true] {
        let mut courier = courier();
        courier.queue([Letter { not_before: NOW, ..photo(1, "mirá") }]);
        let mut now = NOW;
        let mut told = false;
        for n in 0..20_i64 {
            if others_get_through {
                let other = Letter {
                    not_before: now,
                    ..letter(100 + n, &format!("{n}@g.us"), Purpose::Answer, "x")
                };
                courier.queue([other]);
            }
            for next in courier.next(now) {
                if next.id == SendId(1) && next.cargo.is_some() {
                    let outcome = courier.failed(&next.chat, next.id, &no_file, now);
                    told |=
                        outcome.events.iter().any(|event| matches!(event, Event::Reworded { .. }));
                } else {
                    courier.sent(&next.chat, next.id, "A".into(), now);
                    courier.recorded(&next.chat, next.id);
                }
            }
            now = now.plus(60_000);
        }
        assert_eq!(told, others_get_through);
    }
}

#[test]
fn of_many_edits_of_one_message_only_the_latest_waits() {
    let mut courier = courier();
    courier.connection(Connection::Disconnected, NOW);
    for n in 0..50 {
        courier.queue([edit(n, 1, &format!("versión {n}"))]);
    }
    assert_eq!(courier.backlog(), 1);
}

#[test]
fn a_flood_in_one_chat_holds_up_no_other() {
    let mut courier = courier();
    let flood = (1..=500).map(|id| letter(id, "flood@g.us", answer(1), "spam"));
    courier.queue(flood);
    courier.queue([letter(501, "other@g.us", answer(1), "no tengo internet")]);
    let first = texts(courier.next(NOW));
    assert_eq!(first, ["spam", "no tengo internet"], "one of each chat at a time");
}

#[test]
fn whoever_writes_much_does_not_delay_the_others() {
    let slow = LineSettings { sends_per_second: 1.0, send_burst: 1.0, ..LineSettings::default() };
    let mut courier = Courier::new(&LineSettings { send_jitter: 0.0, ..slow }, NOW);
    let flood = (1..=100).map(|id| letter(id, MARTA, answer(1), "y otra cosa"));
    courier.queue(flood);
    let other = Letter { queued_at: NOW.plus(2_500), ..letter(101, GROUP, answer(2), "hola") };
    courier.queue([other]);
    let mut now = NOW;
    let mut left = Vec::new();
    while left.len() < 101 {
        for next in courier.next(now) {
            courier.sent(&next.chat, next.id, "A".into(), now);
            courier.recorded(&next.chat, next.id);
            left.push(next.id.0);
        }
        now = now.plus(1_000);
    }
    let place = left.iter().position(|id| *id == 101).unwrap();
    assert_eq!(place, 3, "after those that were there before it, not after all of them");
    left.remove(place);
    assert!(left.is_sorted(), "in order, all of them");
}

#[test]
fn what_a_slot_was_shown_before_is_deleted_there_although_it_waits_to_be_shown_again() {
    let shown = |id| {
        let purpose = Purpose::ToSlot { slot: SlotId(1), ticket: TicketNo(1), seq: 1, part: 0 };
        letter(id, GROUP, purpose, "no anda")
    };
    for stayed in [true, false] {
        let mut courier = courier();
        courier.queue([shown(1)]);
        courier.next(NOW);
        courier.sent(&GROUP.into(), SendId(1), "A".into(), NOW);
        courier.recorded(&GROUP.into(), SendId(1));
        if !stayed {
            courier.queue([shown(2)]);
        }
        let purpose = Purpose::ChangeForSlot { slot: SlotId(1), ticket: TicketNo(1), seq: 1 };
        let cargo = Some(Cargo::Revoke { of: of(1) });
        courier.queue([Letter { cargo, ..letter(3, GROUP, purpose, "se borró") }]);
        assert_eq!(texts(courier.next(NOW)), ["se borró"]);
    }
}
