//! The journal: order, isolation of lines, ids.

use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, CustomerId, GroupId, JobId, LineId, ReceiptId, Timestamp};
use relevo::domain::outcome::{Call, EventKey, PlacedCall, Receipt};
use relevo::domain::phone::Phone;
use relevo::domain::purpose::Purpose;
use relevo::domain::settings::GroupKind;
use relevo::domain::ticket::Customer;
use relevo::store::journal::{Change, Draft, Verdict};
use relevo::store::load;

use super::on_both;

#[test]
fn verdicts_come_in_the_order_of_the_changes_even_of_those_without_rows() {
    on_both(|place| {
        let (line, journal) = (place.line(), place.journal());
        for n in 0..1_000 {
            let mut change = empty(line, n);
            match n % 3 {
                0 => change.drafts.push(draft("hola")),
                1 => change.calls.push(PlacedCall {
                    job: JobId(1),
                    step: 0,
                    call: Call::LookUp { phone: Phone::from_digits("5493815551234").unwrap() },
                }),
                _ => {}
            }
            journal.submit(change);
        }
        let verdicts = journal.end();
        assert_eq!(verdicts.len(), 1_000);
        for (n, verdict) in (0..).zip(verdicts) {
            let Verdict::Committed { receipts, letters, calls, .. } = verdict else {
                panic!("{verdict:?}")
            };
            assert_eq!(receipts, vec![ReceiptId(n)]);
            assert_eq!(
                (letters.len(), calls.len()),
                (usize::from(n % 3 == 0), usize::from(n % 3 == 1))
            );
        }
    });
}

#[test]
fn a_change_without_rows_leaves_none() {
    on_both(|place| {
        let (line, journal) = (place.line(), place.journal());
        let mut change = empty(line, 1);
        change.receipts[0].key = Some(EventKey(5));
        journal.submit(change);
        assert_eq!(journal.end().len(), 1);
        assert!(load::record(&mut place.conn(), line).unwrap().seen.is_empty());
    });
}

#[test]
fn a_change_that_cannot_be_written_sinks_its_line_and_no_other() {
    on_both(|place| {
        let (good, bad, unknown) = (place.line(), place.line(), LineId(99));
        let journal = place.journal();
        for n in 0..30 {
            journal.submit(known(good, n));
            // The same group twice cannot be.
            journal.submit(if n == 10 { planned(bad, n, 1) } else { planned(bad, n, n) });
            journal.submit(known(unknown, n));
        }
        let verdicts = journal.end();
        let of = |line: LineId| verdicts.iter().filter(move |verdict| line_of(verdict) == line);
        assert!(of(good).all(|verdict| matches!(verdict, Verdict::Committed { .. })));
        assert_eq!(of(good).count(), 30);
        let fates: Vec<bool> =
            of(bad).map(|verdict| matches!(verdict, Verdict::Committed { .. })).collect();
        assert_eq!(fates, [vec![true; 10], vec![false]].concat());
        let fates: Vec<bool> =
            of(unknown).map(|verdict| matches!(verdict, Verdict::Committed { .. })).collect();
        assert_eq!(fates, vec![false]);
        let mut conn = place.conn();
        assert_eq!(load::record(&mut conn, good).unwrap().last_customer, CustomerId(30));
        assert_eq!(load::record(&mut conn, bad).unwrap().groups.len(), 10);
    });
}

#[test]
fn a_failed_line_is_heard_again_in_its_next_epoch() {
    on_both(|place| {
        let (line, journal) = (place.line(), place.journal());
        let with_epoch = |epoch, mut change: Change| {
            change.epoch = epoch;
            change
        };
        journal.submit(with_epoch(3, planned(line, 0, 1)));
        journal.submit(with_epoch(3, planned(line, 1, 1)));
        journal.submit(with_epoch(3, empty(line, 2)));
        journal.submit(with_epoch(2, planned(line, 3, 2)));
        journal.submit(with_epoch(4, planned(line, 4, 3)));
        journal.submit(with_epoch(4, planned(line, 5, 3)));
        journal.submit(with_epoch(5, planned(line, 6, 4)));
        let told: Vec<(bool, u64)> = journal
            .end()
            .into_iter()
            .map(|verdict| match verdict {
                Verdict::Committed { epoch, .. } => (true, epoch),
                Verdict::Failed { epoch, .. } => (false, epoch),
            })
            .collect();
        assert_eq!(told, vec![(true, 3), (false, 3), (true, 4), (false, 4), (true, 5)]);
    });
}

#[test]
fn the_id_of_a_letter_is_never_given_again() {
    on_both(|place| {
        let line = place.line();
        let mut ids = Vec::new();
        for _ in 0..4 {
            let journal = place.journal();
            let mut change = empty(line, 1);
            change.drafts = vec![draft("a"), draft("b")];
            journal.submit(change);
            let Verdict::Committed { letters, .. } = journal.verdict() else {
                panic!("not written")
            };
            for letter in &letters {
                let mut change = empty(line, 2);
                let (send, chat, purpose) = (letter.id, letter.chat.clone(), letter.purpose);
                change.events.push(Event::Sent {
                    send,
                    chat,
                    purpose,
                    wa_id: "X".into(),
                    at: Timestamp(5),
                });
                journal.submit(change);
            }
            ids.extend(letters.iter().map(|letter| letter.id.0));
            journal.end();
            assert!(load::record(&mut place.conn(), line).unwrap().outbox.is_empty());
        }
        assert_eq!(ids, (1..=8).collect::<Vec<_>>());
    });
}

#[test]
fn letters_of_a_change_that_failed_are_never_seen() {
    on_both(|place| {
        let (line, journal) = (place.line(), place.journal());
        let mut change = planned(line, 0, 1);
        change.events.push(change.events[0].clone());
        change.drafts.push(draft("no"));
        journal.submit(change);
        assert!(matches!(journal.end()[..], [Verdict::Failed { .. }]));
        assert!(load::record(&mut place.conn(), line).unwrap().outbox.is_empty());
    });
}

#[test]
fn handled_events_are_pruned_once_they_are_too_old() {
    on_both(|place| {
        let (line, journal) = (place.line(), place.journal());
        let days = 86_400_000;
        for n in 0..1_500_i64 {
            let mut change = known(line, n.unsigned_abs());
            // 500 on each of three days.
            change.at = Timestamp(n / 500 * 3 * days + n);
            change.receipts[0].key = Some(EventKey(n.unsigned_abs().into()));
            journal.submit(change);
        }
        journal.end();
        use diesel::prelude::*;
        use relevo::store::schema::seen;
        let left: i64 = seen::table.count().get_result(&mut place.conn()).unwrap();
        assert!((500..700).contains(&left), "{left}");
        assert_eq!(load::record(&mut place.conn(), line).unwrap().seen.len(), 500);
    });
}

fn line_of(verdict: &Verdict) -> LineId {
    match verdict {
        Verdict::Committed { line, .. } | Verdict::Failed { line, .. } => *line,
    }
}

fn empty(line: LineId, n: u64) -> Change {
    Change {
        line,
        epoch: 1,
        at: Timestamp(1),
        events: Vec::new(),
        drafts: Vec::new(),
        receipts: vec![Receipt { id: ReceiptId(n), key: None }],
        calls: Vec::new(),
    }
}

fn known(line: LineId, n: u64) -> Change {
    let customer = Customer {
        id: CustomerId(i64::try_from(n).unwrap() + 1),
        name: "Ana".into(),
        identity: Identity::from_jid("5493815551234@s.whatsapp.net"),
        chat: "5493815551234@s.whatsapp.net".into(),
        closed_cases: 0,
        recent: Vec::new(),
        about: Default::default(),
        blocked: None,
        asked: None,
    };
    Change { events: vec![Event::CustomerKnown { customer: customer.into() }], ..empty(line, n) }
}

fn planned(line: LineId, n: u64, group: u64) -> Change {
    let group = GroupId(i64::try_from(group).unwrap());
    Change {
        events: vec![Event::GroupPlanned {
            group,
            kind: GroupKind::Support,
            name: "Soporte".into(),
        }],
        ..empty(line, n)
    }
}

fn draft(text: &str) -> Draft {
    Draft::words(ChatId::from("1@g.us"), Purpose::Answer, text)
}

#[cfg(feature = "postgres")]
#[test]
fn a_connection_that_broke_is_opened_again_and_nothing_is_lost() {
    use diesel::connection::SimpleConnection;
    on_both(|place| {
        if place.kind != "postgres" {
            return;
        }
        let (line, journal) = (place.line(), place.journal());
        journal.submit(known(line, 0));
        assert!(matches!(journal.verdict(), Verdict::Committed { .. }));
        let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                      WHERE datname = current_database() AND pid <> pg_backend_pid()";
        place.conn().batch_execute(others).unwrap();
        journal.submit(known(line, 1));
        journal.submit(known(line, 2));
        let verdicts = journal.end();
        assert!(
            verdicts.iter().all(|verdict| matches!(verdict, Verdict::Committed { .. })),
            "{verdicts:?}"
        );
        assert_eq!(load::record(&mut place.conn(), line).unwrap().last_customer, CustomerId(3));
    });
}
