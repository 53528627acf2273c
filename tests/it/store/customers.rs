//! Customers as pages show them, two that are one person, and those who are forgotten.

use std::sync::Arc;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use relevo::domain::acts::{By, Note};
use relevo::domain::content::{Content, MediaKind};
use relevo::domain::customer::About;
use relevo::domain::event::Event;
use relevo::domain::file::FileRef;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, CustomerId, GroupId, LineId, TicketNo, Timestamp, WaId};
use relevo::domain::purpose::Purpose;
use relevo::domain::settings::{Department, GroupKind, Language};
use relevo::domain::ticket::{CaseMessage, Customer, Sentiment, Side, Ticket};
use relevo::store::customer_pages::{self, CustomerFilter, From};
use relevo::store::journal::{Change, Draft, Verdict};
use relevo::store::{Conn, audit, customers, latest, retention, tickets};

use super::{Place, Running, on_both};

const MARTA: &str = "5493815550001";
const LID: &str = "77001122334455";
/// What nobody is to find any more.
const TRACES: [&str; 9] = [
    "Zoraida",
    "zoraida",
    MARTA,
    "381 555-0001",
    LID,
    "xilófono",
    "xilofono",
    "clavicordio",
    "ocarina",
];

fn submit(journal: &Running, line: LineId, events: Vec<Event>, drafts: Vec<Draft>) {
    let (receipts, calls) = (Vec::new(), Vec::new());
    journal.submit(Change { line, epoch: 1, at: Timestamp(90), events, drafts, receipts, calls });
    let verdict = journal.verdict();
    assert!(matches!(verdict, Verdict::Committed { .. }), "{verdict:?}");
}

fn person(id: i64, name: &str, jids: &[&str]) -> Arc<Customer> {
    Arc::new(Customer {
        asked: None,
        id: CustomerId(id),
        name: name.into(),
        identity: Identity::from_jids(jids.iter().copied()),
        chat: jids[0].into(),
        closed_cases: 0,
        recent: Vec::new(),
        about: About::default(),
        blocked: None,
    })
}

fn opened(no: i64, customer: &Arc<Customer>, said: Vec<Content>) -> Event {
    let message = |(n, content)| {
        let wa_id = WaId::from(format!("W{no}-{n}"));
        CaseMessage::new(n, Side::Customer, Timestamp(10 + no), wa_id, content)
    };
    let backlog: Vec<CaseMessage> = (1..).zip(said).map(message).collect();
    let ticket = Ticket {
        summary: None,
        no: TicketNo(no),
        customer: Arc::clone(customer),
        department: Department::Support,
        sentiment: Sentiment::Neutral,
        opened_at: Timestamp(10 + no),
        group: GroupId(1),
        last_seq: u32::try_from(backlog.len()).unwrap(),
        notes: Vec::new(),
        previous: None,
    };
    Event::Opened { ticket, backlog }
}

fn closed(no: i64, reason: &str) -> Event {
    Event::Closed {
        ticket: TicketNo(no),
        slot: None,
        by: By::Panel { name: "Mariela".into() },
        reason: Some(reason.into()),
        at: Timestamp(100 + no),
    }
}

fn photo(id: &str, preview: &str) -> (Content, FileRef) {
    let file = FileRef {
        preview: Some(preview.into()),
        ..FileRef::new(&ChatId::from("1@lid"), &WaId::from(id), "source ocarina")
    };
    let media = MediaKind::Image;
    let caption = Some("mi ocarina".into());
    let shown = Content::Media {
        media,
        caption,
        file_name: None,
        view_once: false,
        file: Some(file.clone()),
    };
    (shown, file)
}

fn stored(file: &FileRef, hash: &str) -> Event {
    Event::FileKept {
        file: file.key,
        hash: hash.into(),
        size: 7,
        mime: "image/png".into(),
        at: Timestamp(50),
    }
}

/// Zoraida with two cases (one closed), and Hugo who has sent one of her pictures too.
fn written(place: &Place) -> (LineId, Running) {
    let (line, journal) = (place.line(), place.journal());
    let marta = format!("{MARTA}@s.whatsapp.net");
    let lid = format!("{LID}@lid");
    let zoraida = person(1, "Zoraida", &[&marta, &lid]);
    let hugo = person(2, "Hugo", &["5493815550002@s.whatsapp.net"]);
    let (own, shared, hugos) = (photo("A", "pa"), photo("B", "pb"), photo("C", "pc"));
    let (sent_own, file_own) = own;
    let (sent_shared, file_shared) = shared;
    let (_, file_hugo) = hugos;
    let hugo_says = Content::Media {
        media: MediaKind::Image,
        caption: None,
        file_name: None,
        view_once: false,
        file: Some(FileRef { source: "x".into(), ..file_hugo.clone() }),
    };
    let note = Note { at: Timestamp(60), who: "Rui".into(), text: "toca el clavicordio".into() };
    let events = vec![
        Event::GroupPlanned { group: GroupId(1), kind: GroupKind::Support, name: "Soporte".into() },
        Event::CustomerKnown { customer: Arc::clone(&zoraida) },
        Event::CustomerKnown { customer: Arc::clone(&hugo) },
        opened(1, &zoraida, vec![Content::text("Mi xilófono no anda"), sent_own, sent_shared]),
        opened(2, &hugo, vec![hugo_says]),
        stored(&file_own, "aa"),
        stored(&file_shared, "bb"),
        stored(&file_hugo, "bb"),
        Event::NoteAdded { ticket: TicketNo(1), by: By::Panel { name: "Rui".into() }, note },
        Event::Edited {
            ticket: TicketNo(1),
            seq: 1,
            content: Content::text("Mi XILOFONO sí anda"),
            at: Timestamp(61),
        },
        closed(1, "vendió el xilófono"),
        closed(2, "listo"),
        Event::CustomerTended {
            customer: CustomerId(1),
            language: Some(Language::Pt),
            tags: vec!["Ocarina".into(), "VIP".into()],
        },
    ];
    submit(&journal, line, events, Vec::new());
    let conn = &mut place.conn();
    let by = "Mariela";
    let now = Timestamp(70);
    assert!(
        customer_pages::add_note(conn, line, CustomerId(1), by, "afina el clavicordio", now)
            .unwrap()
    );
    (line, journal)
}

#[derive(QueryableByName)]
struct Cell {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    in_table: String,
    #[diesel(sql_type = Text)]
    name: String,
}

/// Every text in every table.
fn all_texts(conn: &mut Conn) -> Vec<(String, String)> {
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT t.name AS in_table, c.name AS name FROM sqlite_master t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND upper(c.type) = 'TEXT' AND t.name NOT LIKE 'sqlite%'"
        }
        #[cfg(feature = "postgres")]
        Conn::Postgres(_) => {
            "SELECT table_name::text AS in_table, column_name::text AS name FROM information_schema.columns \
             WHERE table_schema = 'public' AND data_type = 'text'"
        }
    };
    let columns: Vec<Column> = diesel::sql_query(sql).load(conn).unwrap();
    assert!(columns.len() > 60, "{}", columns.len());
    let mut texts = Vec::new();
    for Column { in_table, name } in columns {
        let sql = format!("SELECT {name} AS value FROM {in_table} WHERE {name} IS NOT NULL");
        let cells: Vec<Cell> = diesel::sql_query(sql).load(conn).unwrap();
        let place = format!("{in_table}.{name}");
        texts.extend(cells.into_iter().map(|cell| (place.clone(), cell.value)));
    }
    texts
}

fn traces(conn: &mut Conn) -> Vec<(String, String)> {
    let mut texts = all_texts(conn);
    texts.retain(|(_, text)| TRACES.iter().any(|trace| text.contains(trace)));
    texts
}

#[test]
fn nothing_is_left_of_a_customer_who_is_erased_but_what_is_counted() {
    on_both(|place| {
        let (line, journal) = written(place);
        let conn = &mut place.conn();
        // What was given up, and what somebody did, named her too.
        let to_her = ChatId::from(format!("{MARTA}@s.whatsapp.net"));
        let drafts = vec![
            Draft::words(to_her, Purpose::Answer, "Hola"),
            Draft::words("1@g.us".into(), Purpose::Alert, "Zoraida (+54 9 381 555-0001) espera"),
            Draft::words("1@g.us".into(), Purpose::Alert, "Hugo espera"),
        ];
        submit(&journal, line, Vec::new(), drafts);
        conn.batch_execute("UPDATE outbox SET dead_at = 95, error = 'no'").unwrap();
        let deed = |subject: &str| audit::Deed {
            at: Timestamp(80),
            user: None,
            login: "mariela".into(),
            address: "::1".into(),
            line: Some(line),
            deed: "flash-x".into(),
            subject: subject.into(),
        };
        for subject in [MARTA, "Zoraida", "Zoraida no, otra cosa"] {
            audit::add(conn, &deed(subject)).unwrap();
        }
        assert!(traces(conn).len() > 15, "{:?}", traces(conn));
        let before = tickets::find(conn, line, TicketNo(1)).unwrap().unwrap();

        let erased = Event::CustomerErased { customer: CustomerId(1), at: Timestamp(99) };
        submit(&journal, line, vec![erased], Vec::new());

        let mut left = traces(conn);
        // A sentence that only begins with the name may be about somebody else.
        left.retain(|(place, _)| place != "audit.subject");
        assert_eq!(left, []);
        // What is counted stays.
        let after = tickets::find(conn, line, TicketNo(1)).unwrap().unwrap();
        assert!(after.messages.is_empty());
        let counted = |row: &tickets::TicketRow| {
            (row.no, row.state, row.department, row.opened_at, row.closed_at, row.agent.clone())
        };
        assert_eq!(counted(&after.ticket), counted(&before.ticket));
        assert_eq!(after.ticket.close_reason, None);
        // Nobody finds her; Hugo is as he was.
        for text in ["Zoraida", MARTA, "0001"] {
            assert_eq!(tickets::customers(conn, line, text).unwrap(), [] as [i64; 0], "{text}");
        }
        assert_eq!(customers::by_id(conn, line, CustomerId(1)).unwrap(), None);
        assert_eq!(customer_pages::find(conn, line, CustomerId(1)).unwrap(), None);
        let identity = Identity::from_jid(&format!("{LID}@lid"));
        assert_eq!(customers::find(conn, line, &identity).unwrap(), None);
        assert!(latest::of(conn, line, &[TicketNo(1)]).is_ok());
        let hugo = customer_pages::find(conn, line, CustomerId(2)).unwrap().unwrap();
        assert_eq!((hugo.customer.name.as_str(), hugo.cases.len()), ("Hugo", 1));
        // Her bytes go; those that Hugo has sent too stay.
        let doomed = retention::doomed(conn, 10).unwrap();
        assert_eq!(doomed, ["aa", "bb", "pa", "pb"]);
        assert!(!retention::is_used(conn, "aa").unwrap());
        assert!(retention::is_used(conn, "bb").unwrap());
        retention::settled(conn, &doomed).unwrap();
        assert_eq!(retention::doomed(conn, 10).unwrap(), [] as [String; 0]);
        journal.end();
    });
}

#[test]
fn of_two_who_are_one_everything_is_with_the_one_who_stays() {
    on_both(|place| {
        let (line, journal) = written(place);
        let conn = &mut place.conn();
        let hugo = customers::by_id(conn, line, CustomerId(2)).unwrap().unwrap();
        let zoraida = customers::by_id(conn, line, CustomerId(1)).unwrap().unwrap();
        assert_eq!(zoraida.about.tags, [Box::from("Ocarina"), Box::from("VIP")]);
        assert_eq!(zoraida.about.language, Some(Language::Pt));
        let kept = Arc::new(hugo.united(&zoraida));
        let merged = Event::CustomersMerged {
            kept: Arc::clone(&kept),
            gone: CustomerId(1),
            at: Timestamp(99),
        };
        submit(&journal, line, vec![merged], Vec::new());
        // Under both numbers, and the hidden identity, they are found as one.
        for asked in [
            Identity::from_jid("5493815550002@s.whatsapp.net"),
            Identity::from_jid(&format!("{MARTA}@s.whatsapp.net")),
            Identity::from_jid(&format!("{LID}@lid")),
        ] {
            let found = customers::find(conn, line, &asked).unwrap().unwrap();
            assert_eq!(found, *kept, "{asked:?}");
        }
        let found = customer_pages::find(conn, line, CustomerId(1)).unwrap().unwrap();
        assert_eq!((found.customer.id, found.cases.len()), (CustomerId(2), 2));
        assert_eq!((found.notes.len(), found.customer.closed_cases), (1, 2));
        for text in ["Zoraida", "Hugo", MARTA] {
            assert_eq!(tickets::customers(conn, line, text).unwrap(), [2], "{text}");
        }
        let listed = customer_pages::list(
            conn,
            line,
            &CustomerFilter { tag: "vip".into(), ..CustomerFilter::default() },
            From::Start,
            10,
        );
        assert_eq!(listed.unwrap().iter().map(|row| row.id.0).collect::<Vec<_>>(), [2]);
        // Whoever is erased then is erased under all names.
        let erased = Event::CustomerErased { customer: CustomerId(2), at: Timestamp(99) };
        submit(&journal, line, vec![erased], Vec::new());
        assert_eq!(traces(conn), []);
        journal.end();
    });
}

#[test]
fn the_list_goes_on_both_ways_and_shows_who_is_there() {
    on_both(|place| {
        let (line, journal) = (place.line(), place.journal());
        let known = (1..=7).map(|n| {
            let jid = format!("54938155500{n:02}@s.whatsapp.net");
            Event::CustomerKnown { customer: person(n, &format!("Persona {n}"), &[&jid]) }
        });
        submit(&journal, line, known.collect(), Vec::new());
        let conn = &mut place.conn();
        let all = CustomerFilter::default();
        let mut page = |from| {
            let rows = customer_pages::list(conn, line, &all, from, 3).unwrap();
            rows.iter().map(|row| row.id.0).collect::<Vec<_>>()
        };
        assert_eq!(page(From::Start), [7, 6, 5]);
        assert_eq!(page(From::After(CustomerId(5))), [4, 3, 2]);
        assert_eq!(page(From::Before(CustomerId(4))), [5, 6, 7]);
        assert_eq!(page(From::After(CustomerId(1))), [] as [i64; 0]);
        assert_eq!(customer_pages::tags(conn, line).unwrap(), [] as [String; 0]);
        assert!(
            !customer_pages::add_note(conn, line, CustomerId(99), "x", "y", Timestamp(1)).unwrap()
        );
        assert!(
            customer_pages::add_note(conn, line, CustomerId(3), "x", "y", Timestamp(1)).unwrap()
        );
        assert!(!customer_pages::drop_note(conn, line, CustomerId(4), 1).unwrap());
        assert!(customer_pages::drop_note(conn, line, CustomerId(3), 1).unwrap());
        journal.end();
    });
}

#[test]
fn what_is_older_than_a_line_keeps_is_found_in_bites_and_forgotten() {
    on_both(|place| {
        let (line, journal) = written(place);
        let conn = &mut place.conn();
        assert_eq!(retention::due(conn, line, Timestamp(102)).unwrap(), 1);
        let bite = retention::next_bite(conn, line, Timestamp(1_000), 1).unwrap().unwrap();
        assert_eq!((bite.cases.as_slice(), bite.until), ([TicketNo(1)].as_slice(), Timestamp(101)));
        assert_eq!(bite.customers, [CustomerId(1)]);
        let (tickets, until, at) = (bite.cases, bite.until, Timestamp(1_000));
        submit(&journal, line, vec![Event::CasesErased { tickets, until, at }], Vec::new());
        let page = relevo::store::tickets::find(conn, line, TicketNo(1)).unwrap().unwrap();
        assert!(page.messages.is_empty() && page.events.iter().all(|event| event.kind != "note"));
        assert!(page.ticket.close_reason.is_some());
        assert_eq!(retention::done_until(conn, line).unwrap(), Some(Timestamp(101)));
        let bite = retention::next_bite(conn, line, Timestamp(1_000), 10).unwrap().unwrap();
        assert_eq!(bite.cases, [TicketNo(2)]);
        assert_eq!(retention::next_bite(conn, line, Timestamp(102), 10).unwrap(), None);
        journal.end();
    });
}
