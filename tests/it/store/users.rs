//! Users, sessions, lines, settings of the program, customers.

use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{CustomerId, LineId, Timestamp};
use relevo::domain::settings::{IntakeMode, Language, LineSettings};
use relevo::domain::ticket::Customer;
use relevo::store::journal::Change;
use relevo::store::sessions::{self, SessionRow};
use relevo::store::users::{self, CreateUserError, NewUser, Role, UserId};
use relevo::store::{customers, lines, settings};

use super::on_both;

#[test]
fn a_login_is_found_in_any_case_and_given_once() {
    on_both(|place| {
        let conn = &mut place.conn();
        let id = users::create(conn, &user(" Ana@Example.com")).unwrap();
        let found = users::by_login(conn, "ANA@example.COM ").unwrap().unwrap();
        assert_eq!(
            (found.id, found.login.as_str(), found.role),
            (id, "ana@example.com", Role::Supervisor)
        );
        assert_eq!(found.language, Language::Pt);
        let again = users::create(conn, &user("aNa@example.com"));
        assert!(matches!(again, Err(CreateUserError::LoginTaken)), "{again:?}");
        assert_eq!(users::count(conn).unwrap(), 1);
        assert_eq!(
            users::update(conn, id, "Ana María", Role::Admin, Language::En).unwrap(),
            users::Changed::Done
        );
        let row = users::find(conn, id).unwrap().unwrap();
        assert_eq!(
            (row.name.as_str(), row.role, row.language),
            ("Ana María", Role::Admin, Language::En)
        );
    });
}

#[test]
fn there_is_one_first_user() {
    on_both(|place| {
        let conn = &mut place.conn();
        assert!(users::create_first(conn, &user("a")).unwrap().is_some());
        assert!(users::create_first(conn, &user("b")).unwrap().is_none());
        assert_eq!(users::all(conn).unwrap().len(), 1);
    });
}

#[test]
fn a_session_ends_when_it_expires_is_deleted_or_the_password_changes() {
    on_both(|place| {
        let conn = &mut place.conn();
        let id = users::create(conn, &user("ana")).unwrap();
        for token in ["a", "b", "c"] {
            sessions::create(conn, &session(token, id, 100)).unwrap();
        }
        let (found, whose) = sessions::find(conn, "a", Timestamp(99)).unwrap().unwrap();
        assert_eq!((found, whose.id), (session("a", id, 100), id));
        assert!(sessions::find(conn, "a", Timestamp(100)).unwrap().is_none());
        sessions::delete(conn, "a").unwrap();
        assert!(sessions::find(conn, "a", Timestamp(1)).unwrap().is_none());
        assert!(users::set_password(conn, id, "new").unwrap());
        assert!(sessions::find(conn, "b", Timestamp(1)).unwrap().is_none());
        assert_eq!(users::find(conn, id).unwrap().unwrap().password_hash, "new");
        sessions::create(conn, &session("d", id, 50)).unwrap();
        sessions::create(conn, &session("e", id, 60)).unwrap();
        assert_eq!(sessions::delete_expired(conn, Timestamp(50)).unwrap(), 1);
        assert_eq!(users::delete(conn, id).unwrap(), users::Changed::Done);
        assert!(sessions::find(conn, "e", Timestamp(1)).unwrap().is_none());
        assert!(!users::set_password(conn, id, "x").unwrap());
    });
}

#[test]
fn readers_cannot_write() {
    on_both(|place| {
        let mut reader = place.database.readers().get().unwrap();
        assert!(users::create(&mut reader, &user("ana")).is_err());
        assert_eq!(users::count(&mut reader).unwrap(), 0);
    });
}

#[test]
fn a_line_keeps_its_settings_and_is_found_by_its_webhook() {
    on_both(|place| {
        let (conn, line) = (&mut place.conn(), place.line());
        assert_eq!(place.line(), LineId(2));
        let changed = LineSettings {
            intake: IntakeMode::Direct,
            company: "Ñandú SA".into(),
            ..LineSettings::default()
        };
        lines::update_settings(conn, line, &changed).unwrap();
        lines::update_gateway(conn, line, "Ventas", "evolution", Some("cipher"), Some("hash"))
            .unwrap();
        let row = lines::by_webhook(conn, "hash").unwrap().unwrap();
        assert_eq!((row.id, row.settings, row.gateway.as_str()), (line, changed, "evolution"));
        assert_eq!(lines::all(conn).unwrap().len(), 2);
        assert!(lines::find(conn, LineId(9)).unwrap().is_none());
        assert!(lines::by_webhook(conn, "other").unwrap().is_none());
    });
}

#[test]
fn a_setting_is_set_replaced_and_removed() {
    on_both(|place| {
        let conn = &mut place.conn();
        assert_eq!(settings::get(conn, "x").unwrap(), None);
        settings::set(conn, "x", "1").unwrap();
        settings::set(conn, "x", "2").unwrap();
        assert_eq!(settings::get(conn, "x").unwrap().as_deref(), Some("2"));
        settings::remove(conn, "x").unwrap();
        assert_eq!(settings::get(conn, "x").unwrap(), None);
    });
}

#[test]
fn a_customer_is_found_by_phone_however_written_then_by_lid_unless_the_phone_differs() {
    on_both(|place| {
        let (line, other, journal) = (place.line(), place.line(), place.journal());
        let both = Identity::from_jids(["5491150001001@s.whatsapp.net", "200@lid"]);
        for (id, identity) in [(1, both), (2, Identity::from_jid("300@lid"))] {
            let customer = Customer {
                id: CustomerId(id),
                name: "Ana".into(),
                chat: identity.chat().unwrap(),
                identity,
                closed_cases: 0,
                recent: Vec::new(),
                about: Default::default(),
                blocked: None,
                asked: None,
            };
            journal.submit(Change {
                line,
                epoch: 1,
                at: Timestamp(1),
                events: vec![Event::CustomerKnown { customer: customer.into() }],
                drafts: Vec::new(),
                receipts: Vec::new(),
                calls: Vec::new(),
            });
        }
        journal.end();
        let conn = &mut place.conn();
        let mut find = |line, jids: &[&str]| {
            let asked = Identity::from_jids(jids.iter().copied());
            customers::find(conn, line, &asked).unwrap().map(|customer| customer.id.0)
        };
        assert_eq!(find(line, &["541150001001@s.whatsapp.net"]), Some(1));
        assert_eq!(find(line, &["541150001001@s.whatsapp.net", "300@lid"]), Some(1));
        assert_eq!(find(line, &["200@lid"]), Some(1));
        assert_eq!(find(line, &["5493815550000@s.whatsapp.net", "200@lid"]), None);
        assert_eq!(find(line, &["5493815550000@s.whatsapp.net", "300@lid"]), Some(2));
        assert_eq!(find(line, &[]), None);
        assert_eq!(find(other, &["200@lid"]), None);
    });
}

fn user(login: &str) -> NewUser {
    NewUser {
        login: login.into(),
        name: "Ana".into(),
        password_hash: "hash".into(),
        role: Role::Supervisor,
        language: Language::Pt,
        created_at: Timestamp(7),
    }
}

fn session(token: &str, user: UserId, until: i64) -> SessionRow {
    SessionRow {
        token_hash: token.into(),
        user,
        csrf: "csrf".into(),
        created_at: Timestamp(1),
        expires_at: Timestamp(until),
    }
}
