//! How lines stood, what waits in their outboxes, and what was given up with something in common.

use relevo::domain::event::Event;
use relevo::domain::ids::{ChatId, LineId, SendId, Timestamp};
use relevo::domain::inbound::Connection;
use relevo::domain::purpose::Purpose;
use relevo::store::journal::{Change, Draft, Verdict};
use relevo::store::line_states::{self, KEPT_MOST, KEPT_MS, NewState};
use relevo::store::outbox::{self, DeadOf, Waiting};
use relevo::store::{Conn, lines};

use super::on_both;
use Connection::{Connected, Connecting, Disconnected};

fn note(conn: &mut Conn, line: LineId, at: i64, state: Connection) {
    let detail = Some(format!("since {at}\0"));
    line_states::note(conn, &NewState { line, at: Timestamp(at), state, detail }).unwrap();
}

fn states(conn: &mut Conn, line: LineId, from: i64, most: u32) -> Vec<(i64, Connection)> {
    let found = line_states::since(conn, line, Timestamp(from), most).unwrap();
    found.into_iter().map(|state| (state.at.0, state.state)).collect()
}

#[test]
fn a_change_is_kept_once_in_order_and_the_old_ones_go() {
    on_both(|place| {
        let (line, other) = (place.line(), place.line());
        let conn = &mut place.conn();
        assert_eq!(line_states::latest(conn, line).unwrap(), None);
        note(conn, line, 100, Connected);
        // Again after a start of the program: it has stood so since 100.
        note(conn, line, 200, Connected);
        note(conn, other, 210, Disconnected);
        note(conn, line, 300, Disconnected);
        // The clock was set back.
        note(conn, line, 250, Connecting);
        note(conn, line, 400, Connected);
        let all = [(100, Connected), (300, Disconnected), (301, Connecting), (400, Connected)];
        assert_eq!(states(conn, line, 0, 9), all);
        assert_eq!(states(conn, line, 300, 9), all[1..], "beginning with how it stood then");
        assert_eq!(states(conn, line, 350, 9), all[2..]);
        assert_eq!(states(conn, line, 900, 9), all[3..]);
        assert_eq!(states(conn, line, 200, 1), [(100, Connected), (400, Connected)]);
        let latest = line_states::latest(conn, line).unwrap().unwrap();
        assert_eq!(latest.detail.as_deref(), Some("since 400"));
        note(conn, line, 400 + KEPT_MS, Disconnected);
        assert_eq!(
            states(conn, line, 0, 9),
            [(400, Connected), (400 + KEPT_MS, Disconnected)],
            "a month old and older"
        );
        note(conn, line, 999 + 2 * KEPT_MS, Connected);
        assert_eq!(states(conn, line, 0, 9), [(999 + 2 * KEPT_MS, Connected)]);
        assert_eq!(states(conn, other, 0, 9), [(210, Disconnected)]);
    });
}

#[test]
fn a_connection_that_flaps_does_not_fill_the_disk() {
    on_both(|place| {
        let line = place.line();
        let conn = &mut place.conn();
        for at in 0..KEPT_MOST + 6 {
            let state = if at % 2 == 0 { Connected } else { Disconnected };
            note(conn, line, at, state);
        }
        let kept = states(conn, line, -1, u32::MAX);
        assert_eq!(kept.len(), usize::try_from(KEPT_MOST).unwrap());
        assert_eq!(kept[0].0, 6);
    });
}

#[test]
fn a_line_is_renamed_connected_anew_and_taken_out_of_service() {
    on_both(|place| {
        let line = place.line();
        let conn = &mut place.conn();
        let none = LineId(99);
        assert!(lines::rename(conn, line, "Ventas").unwrap());
        assert!(lines::update_secret(conn, line, "sealed").unwrap());
        assert!(lines::set_ended(conn, line, Some(Timestamp(7))).unwrap());
        let row = lines::find(conn, line).unwrap().unwrap();
        assert_eq!((&*row.name, row.secret.as_deref()), ("Ventas", Some("sealed")));
        assert_eq!(row.ended_at, Some(Timestamp(7)));
        lines::set_ended(conn, line, None).unwrap();
        assert_eq!(lines::find(conn, line).unwrap().unwrap().ended_at, None);
        assert!(!lines::rename(conn, none, "x").unwrap());
        assert!(!lines::update_secret(conn, none, "x").unwrap());
        assert!(!lines::set_ended(conn, none, None).unwrap());
    });
}

#[test]
fn what_waits_and_what_was_given_up_is_counted_by_what_it_has_in_common() {
    on_both(|place| {
        let (line, journal) = (place.line(), place.journal());
        let write = |events: Vec<Event>, drafts: Vec<Draft>| -> Vec<SendId> {
            let (at, receipts, calls) = (Timestamp(50), Vec::new(), Vec::new());
            journal.submit(Change { line, epoch: 1, at, events, drafts, receipts, calls });
            match journal.verdict() {
                Verdict::Committed { letters, .. } => letters.iter().map(|one| one.id).collect(),
                Verdict::Failed { error, .. } => panic!("{error}"),
            }
        };
        let conn = &mut place.conn();
        assert_eq!(outbox::waiting(conn, line, Timestamp(60)).unwrap(), Waiting::default());
        let draft = |chat: &str| Draft::words(ChatId::from(chat), Purpose::Answer, "hola");
        let held = Draft { not_before: Some(Timestamp(500)), ..draft("2@g.us") };
        let drafts = vec![draft("1@g.us"), draft("1@g.us"), draft("1@g.us"), draft("2@g.us"), held];
        let sends = write(vec![], drafts);
        let delayed = |send: SendId, until, error: &str| Event::SendDelayed {
            send,
            attempts: 2,
            until: Timestamp(until),
            error: error.into(),
        };
        write(vec![delayed(sends[1], 900, "later"), delayed(sends[3], 300, "busy")], vec![]);
        let expected = Waiting {
            count: 5,
            chats: 2,
            oldest: Some(Timestamp(50)),
            retried: 2,
            next_try: Some((Timestamp(300), "busy".into())),
            held: 1,
        };
        assert_eq!(outbox::waiting(conn, line, Timestamp(60)).unwrap(), expected);
        assert_eq!(outbox::waiting(conn, line, Timestamp(600)).unwrap().held, 0);

        let lost = |send: SendId, error: &str| Event::SendFailed {
            send,
            purpose: Purpose::Answer,
            at: Timestamp(70),
            error: error.into(),
        };
        write(
            vec![lost(sends[0], "file-gone"), lost(sends[2], "no"), lost(sends[3], "no")],
            vec![],
        );
        assert_eq!(
            outbox::dead_by_reason(conn, line, 5).unwrap(),
            [("no".to_owned(), 2), ("file-gone".to_owned(), 1)]
        );
        let chats = outbox::dead_by_chat(conn, line, 1).unwrap();
        assert_eq!(chats, [(ChatId::from("1@g.us"), None, 2)]);
        let mut ids = |which: DeadOf, most| outbox::dead_ids(conn, line, &which, most).unwrap();
        assert_eq!(ids(DeadOf::All, 9), [sends[0], sends[2], sends[3]], "oldest first");
        assert_eq!(ids(DeadOf::All, 1), [sends[0]]);
        assert_eq!(ids(DeadOf::Reason("no".into()), 9), [sends[2], sends[3]]);
        assert_eq!(ids(DeadOf::Reason("' OR 1=1".into()), 9), []);
        assert_eq!(ids(DeadOf::Chat("2@g.us".into()), 9), [sends[3]]);
        assert_eq!(journal.end(), vec![]);
    });
}
