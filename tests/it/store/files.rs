//! Files of messages, and what became of messages afterwards, as the panel reads them.

use diesel::connection::SimpleConnection;
use relevo::domain::content::{Content, MediaKind};
use relevo::domain::event::Event;
use relevo::domain::file::{FileFault, FileKey, FileRef};
use relevo::domain::identity::Identity;
use relevo::domain::ids::{
    AgentId, ChatId, CustomerId, GroupId, LineId, TicketNo, Timestamp, WaId,
};
use relevo::domain::phone::Phone;
use relevo::domain::settings::{Department, GroupKind, LineSettings};
use relevo::domain::ticket::{CaseMessage, Cited, Customer, Fate, Sentiment, Side, Ticket};
use relevo::store::files::{self, FileRow, FileState};
use relevo::store::journal::{Change, Verdict};
use relevo::store::lines;
use relevo::store::tickets::{self, MessageState};

use super::{Place, on_both};

const NO: TicketNo = TicketNo(1);

#[test]
fn what_became_of_a_file_is_found_and_the_last_fact_counts() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        let row = |state, at| Some(FileRow { state, at: Timestamp(at) });
        let missing = |why, error: &str| FileState::Missing { why, error: error.into() };
        assert_eq!(files::find(conn, line, key(1)).unwrap(), row(stored("aa", 70), 20));
        assert_eq!(files::find(conn, line, key(2)).unwrap(), row(stored("aa", 70), 22));
        let lost = missing(FileFault::Lost, "410");
        assert_eq!(files::find(conn, line, key(3)).unwrap(), row(lost.clone(), 23));
        let used = missing(FileFault::Used, "");
        assert_eq!(files::find(conn, line, key(4)).unwrap(), row(used, 25));
        assert_eq!(files::find(conn, line, key(9)).unwrap(), None);
        assert_eq!(files::find(conn, LineId(9), key(1)).unwrap(), None);
        let many: Vec<FileKey> = (0..1_200).map(key).collect();
        let found = files::of(conn, line, &many).unwrap();
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [1, 2, 3, 4].map(key));
        assert_eq!(found[&key(3)].state, lost);
    });
}

#[test]
fn bytes_are_shared_as_long_as_another_file_is_stored_with_them() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        assert!(files::is_shared(conn, "aa", line, key(1)).unwrap());
        assert!(files::is_shared(conn, "aa", line, key(2)).unwrap());
        assert!(files::is_shared(conn, "aa", LineId(9), key(1)).unwrap());
        assert!(!files::is_shared(conn, "bb", line, key(4)).unwrap(), "that one was used up");
        assert!(!files::is_shared(conn, "cc", line, key(1)).unwrap());
    });
}

#[test]
fn a_message_shows_what_was_done_to_it_afterwards() {
    on_both(|place| {
        let line = written(place);
        place
            .conn()
            .batch_execute(&format!(
                "UPDATE messages SET state = 'read', delivered_at = 31, read_at = 32, customer_reaction = '🙏', \
                 agent_reaction = '', quote_seq = 1, quote = 'x', edited_at = 34 WHERE line_id = {line} AND seq = 2; \
                 UPDATE messages SET deleted_at = 40, agent_reaction = '❤️', quote = 'Buen día' \
                 WHERE line_id = {line} AND seq = 1; \
                 UPDATE messages SET state = 'withdrawn', error = 'why' WHERE line_id = {line} AND seq = 3; \
                 INSERT INTO message_edits (line_id, ticket, seq, at, content) VALUES \
                 ({line}, 1, 2, 34, '{{\"kind\":\"text\",\"text\":\"dos\"}}'), \
                 ({line}, 1, 2, 33, '{{\"kind\":\"text\",\"text\":\"uno\"}}'), \
                 ({line}, 1, 3, 33, 'not readable')"
            ))
            .unwrap();
        let conn = &mut place.database.readers().get().unwrap();
        let page = tickets::find(conn, line, NO).unwrap().unwrap();
        let [one, two, three] = &page.messages[..] else { panic!("three messages") };
        assert_eq!(
            (one.fate, one.cites.clone()),
            (Fate::Deleted { at: Timestamp(40) }, Some(Cited::Elsewhere("Buen día".into())))
        );
        assert_eq!(
            (one.agent_reaction.as_deref(), one.customer_reaction.as_deref()),
            (Some("❤️"), None)
        );
        assert_eq!(one.file.as_ref().map(|file| &file.state), Some(&stored("aa", 70)));
        assert_eq!(two.state, MessageState::Read);
        assert_eq!((two.delivered_at, two.read_at), (Some(Timestamp(31)), Some(Timestamp(32))));
        assert_eq!(two.cites, Some(Cited::Message(1)));
        assert_eq!(
            (two.customer_reaction.as_deref(), two.agent_reaction.as_deref()),
            (Some("🙏"), None)
        );
        let edits = [(33, "uno"), (34, "dos")];
        let edits = edits.map(|(at, text)| (Timestamp(at), Content::text(text))).to_vec();
        assert_eq!(
            (two.fate, &two.edits, &two.file),
            (Fate::Edited { at: Timestamp(34) }, &edits, &None)
        );
        assert_eq!((three.state, three.error.as_deref()), (MessageState::Withdrawn, Some("why")));
        assert_eq!(three.edits, [(Timestamp(33), Content::Unknown { name: "unreadable".into() })]);
        assert!(files::message(conn, line, NO, 1).unwrap().unwrap().file().is_some());
        assert_eq!(files::message(conn, line, NO, 2).unwrap(), Some(Content::text("Va")));
        assert_eq!(files::message(conn, line, NO, 9).unwrap(), None);
        assert_eq!(files::message(conn, LineId(9), NO, 1).unwrap(), None);
    });
}

#[test]
fn settings_of_a_line_are_changed_one_by_one() {
    on_both(|place| {
        let (line, conn) = (place.line(), &mut place.conn());
        let changed =
            lines::change_settings(conn, line, |settings| settings.undo_window_ms = 9_000);
        let expected = LineSettings { undo_window_ms: 9_000, ..LineSettings::default() };
        assert_eq!(changed.unwrap(), Some(expected.clone()));
        lines::change_settings(conn, line, |settings| settings.typing = true).unwrap();
        let stored = lines::find(conn, line).unwrap().unwrap().settings;
        assert_eq!(stored, LineSettings { typing: true, ..expected });
        assert_eq!(lines::change_settings(conn, LineId(99), |_| {}).unwrap(), None);
    });
}

/// One case: a photo (file 1), an agent's text, another text. Files 1 and 2 are equal, 3 is lost, 4 used up.
fn written(place: &Place) -> LineId {
    let (line, journal) = (place.line(), place.journal());
    let kept = |n, hash: &str, at| Event::FileKept {
        file: key(n),
        hash: hash.into(),
        size: 70,
        mime: "image/png".into(),
        at: Timestamp(at),
    };
    let missing = |n, why, error: &str, at| Event::FileMissing {
        file: key(n),
        why,
        error: error.into(),
        at: Timestamp(at),
    };
    let phone = Phone::from_digits("5493815550001").unwrap();
    let identity = Identity::of_phone(phone);
    let customer = Customer {
        id: CustomerId(1),
        name: "Ana".into(),
        chat: identity.chat().unwrap(),
        identity,
        closed_cases: 0,
        recent: Vec::new(),
        about: Default::default(),
        blocked: None,
        asked: None,
    };
    let customer = std::sync::Arc::new(customer);
    let file =
        FileRef { key: key(1), ..FileRef::new(&ChatId::from("1@lid"), &WaId::from("W"), "s") };
    let photo = Content::Media {
        media: MediaKind::Image,
        caption: None,
        file_name: None,
        view_once: false,
        file: Some(file),
    };
    let message = |seq, from, content| {
        let wa_id = format!("W{seq}").as_str().into();
        CaseMessage::new(seq, from, Timestamp(10), wa_id, content)
    };
    let group = GroupId(1);
    let ticket = Ticket {
        no: NO,
        customer: customer.clone(),
        department: Department::Support,
        sentiment: Sentiment::Neutral,
        opened_at: Timestamp(10),
        group,
        last_seq: 3,
        notes: Vec::new(),
        summary: None,
        previous: None,
    };
    let backlog = vec![
        message(1, Side::Customer, photo),
        message(2, Side::Agent(AgentId(1)), Content::text("Va")),
        message(3, Side::Customer, Content::text("Viene")),
    ];
    let events = vec![
        Event::GroupPlanned { group, kind: GroupKind::Support, name: "Soporte".into() },
        Event::CustomerKnown { customer },
        Event::Opened { ticket, backlog },
        kept(1, "aa", 20),
        missing(2, FileFault::Refused, "too large", 21),
        kept(2, "aa", 22),
        kept(3, "bb", 22),
        missing(3, FileFault::Lost, "410", 23),
        kept(4, "bb", 24),
        missing(4, FileFault::Used, "", 25),
    ];
    let (receipts, calls) = (Vec::new(), Vec::new());
    let (at, drafts) = (Timestamp(30), Vec::new());
    journal.submit(Change { line, epoch: 1, at, events, drafts, receipts, calls });
    let verdict = journal.verdict();
    assert!(matches!(verdict, Verdict::Committed { .. }), "{verdict:?}");
    journal.end();
    line
}

fn stored(hash: &str, size: u64) -> FileState {
    FileState::Stored { hash: hash.into(), size, mime: "image/png".into() }
}

fn key(n: u128) -> FileKey {
    FileKey(n << 64 | n)
}
