//! Sessions that go on, links, the trail, a company's own words.

use relevo::domain::ids::{LineId, Timestamp};
use relevo::domain::settings::Language;
use relevo::store::audit::{self, Deed, DeedFilter};
use relevo::store::sessions::{self, SessionRow};
use relevo::store::users::{self, Changed, NewUser, Role, UserId};
use relevo::store::words::{self, Kept, REPLIES_MOST};
use relevo::store::{Conn, invitations};

use super::on_both;

#[test]
fn a_session_is_given_a_new_token_once_and_ends_with_all_of_them() {
    on_both(|place| {
        let conn = &mut place.conn();
        let user = add(conn, "ana", Role::Admin, "hash");
        sessions::create(conn, &session("old", user, "s", 1_000)).unwrap();
        let new = session("new", user, "s", 1_000);
        assert!(sessions::rotate(conn, "old", Timestamp(50), &new).unwrap());
        let another = session("another", user, "s", 1_000);
        assert!(!sessions::rotate(conn, "old", Timestamp(60), &another).unwrap(), "once");
        assert!(!sessions::rotate(conn, "no such", Timestamp(60), &another).unwrap());
        assert!(sessions::find(conn, "another", Timestamp(1)).unwrap().is_none());
        assert!(sessions::find(conn, "old", Timestamp(49)).unwrap().is_some());
        assert!(sessions::find(conn, "old", Timestamp(50)).unwrap().is_none());
        assert_eq!(sessions::find(conn, "new", Timestamp(50)).unwrap().unwrap().0, new);
        assert!(sessions::is_alive(conn, "s", Timestamp(999)).unwrap());
        assert!(!sessions::is_alive(conn, "s", Timestamp(1_000)).unwrap());
        assert_eq!(sessions::of_user(conn, user).unwrap(), ["s"]);
        sessions::end(conn, "s").unwrap();
        assert!(sessions::find(conn, "new", Timestamp(1)).unwrap().is_none());
        assert!(!sessions::is_alive(conn, "s", Timestamp(1)).unwrap());
    });
}

#[test]
fn a_link_works_once_until_it_expires_and_the_last_one_counts() {
    on_both(|place| {
        let conn = &mut place.conn();
        let user = add(conn, "ana", Role::Operator, "");
        invitations::issue(conn, user, "a", Timestamp(100)).unwrap();
        invitations::issue(conn, user, "b", Timestamp(100)).unwrap();
        assert!(invitations::find(conn, "a", Timestamp(1)).unwrap().is_none());
        assert!(invitations::find(conn, "b", Timestamp(100)).unwrap().is_none());
        assert_eq!(invitations::all(conn).unwrap(), [(user, Timestamp(100))]);
        sessions::create(conn, &session("t", user, "s", 1_000)).unwrap();
        let accepted = invitations::accept(conn, "b", Timestamp(99), "hash").unwrap();
        assert_eq!(accepted.unwrap().id, user);
        assert!(invitations::accept(conn, "b", Timestamp(99), "other").unwrap().is_none());
        assert_eq!(users::find(conn, user).unwrap().unwrap().password_hash, "hash");
        assert!(sessions::find(conn, "t", Timestamp(1)).unwrap().is_none());
        invitations::issue(conn, user, "c", Timestamp(100)).unwrap();
        assert_eq!(users::delete(conn, user).unwrap(), Changed::Done);
        assert_eq!(invitations::all(conn).unwrap(), []);
    });
}

#[test]
fn the_last_administrator_stays_and_a_number_is_never_given_again() {
    on_both(|place| {
        let conn = &mut place.conn();
        let ana = add(conn, "ana", Role::Admin, "hash");
        let invited = add(conn, "rui", Role::Admin, "");
        let demote = |conn: &mut Conn, user| {
            users::update(conn, user, "x", Role::Operator, Language::Es).unwrap()
        };
        assert_eq!(demote(conn, ana), Changed::LastAdmin, "who has no password yet does not count");
        assert_eq!(users::delete(conn, ana).unwrap(), Changed::LastAdmin);
        assert_eq!(demote(conn, UserId(99)), Changed::Unknown);
        assert_eq!(users::delete(conn, UserId(99)).unwrap(), Changed::Unknown);
        users::set_password(conn, invited, "hash").unwrap();
        assert_eq!(demote(conn, ana), Changed::Done);
        assert_eq!(users::delete(conn, invited).unwrap(), Changed::LastAdmin);
        users::set_language(conn, ana, Language::Pt).unwrap();
        assert_eq!(users::find(conn, ana).unwrap().unwrap().language, Language::Pt);
        let last = add(conn, "ivo", Role::Operator, "");
        assert_eq!(users::delete(conn, last).unwrap(), Changed::Done);
        let next = add(conn, "eva", Role::Operator, "");
        assert!(next > last, "{next} after {last}");
    });
}

#[test]
fn the_trail_is_read_newest_first_and_by_who_what_and_when() {
    on_both(|place| {
        let conn = &mut place.conn();
        for n in 0..10 {
            let deed = Deed {
                at: Timestamp(n * 10),
                user: (n % 2 == 0).then_some(UserId(7)),
                login: "ana".into(),
                address: "::1".into(),
                line: Some(LineId(n)),
                deed: if n < 5 { "flash-a".into() } else { "flash-b".into() },
                subject: format!("ñandú {n}"),
            };
            audit::add(conn, &deed).unwrap();
        }
        let found = |conn: &mut Conn, filter: &DeedFilter, before| -> Vec<i64> {
            let rows = audit::list(conn, filter, before, 3).unwrap();
            rows.into_iter().map(|(id, _)| id).collect()
        };
        let all = DeedFilter::default();
        assert_eq!(found(conn, &all, None), [10, 9, 8]);
        assert_eq!(found(conn, &all, Some(8)), [7, 6, 5]);
        let by = DeedFilter { user: Some(UserId(7)), ..all.clone() };
        assert_eq!(found(conn, &by, None), [9, 7, 5]);
        let kind = DeedFilter { deed: Some("flash-a".into()), ..all.clone() };
        assert_eq!(found(conn, &kind, None), [5, 4, 3]);
        let then = DeedFilter { from: Some(Timestamp(10)), until: Some(Timestamp(30)), ..all };
        assert_eq!(found(conn, &then, None), [3, 2]);
        assert_eq!(
            audit::kinds(conn).unwrap().into_iter().collect::<Vec<_>>(),
            ["flash-a", "flash-b"]
        );
        let (_, deed) = audit::list(conn, &then, None, 1).unwrap().remove(0);
        assert_eq!(
            (deed.subject.as_str(), deed.user, deed.line),
            ("ñandú 2", Some(UserId(7)), Some(LineId(2)))
        );
    });
}

#[test]
fn own_words_are_kept_by_line_and_language_and_names_are_given_once() {
    on_both(|place| {
        let (line, other) = (place.line(), place.line());
        let conn = &mut place.conn();
        let now = Timestamp(1);
        let keep = |conn: &mut Conn, before, name: &str, text: &str| {
            words::keep_reply(conn, line, before, name, text, now).unwrap()
        };
        assert_eq!(keep(conn, None, "demora", "uno"), Kept::Done);
        assert_eq!(keep(conn, None, "demora", "dos"), Kept::NameTaken);
        assert_eq!(keep(conn, Some("demora"), "demora", "dos"), Kept::Done);
        assert_eq!(keep(conn, None, "factura", "tres"), Kept::Done);
        assert_eq!(keep(conn, Some("demora"), "factura", "x"), Kept::NameTaken);
        assert_eq!(keep(conn, Some("demora"), "tarde", "cuatro"), Kept::Done);
        words::drop_reply(conn, line, "factura").unwrap();
        words::keep_text(conn, line, "goodbye", Language::Es, "Chau", now).unwrap();
        words::keep_text(conn, line, "goodbye", Language::Es, "Adiós", now).unwrap();
        words::keep_text(conn, line, "goodbye", Language::Pt, "Tchau", now).unwrap();
        let own = words::of_line(conn, line).unwrap();
        assert_eq!(
            own.replies.into_iter().collect::<Vec<_>>(),
            [("tarde".into(), "cuatro".into())]
        );
        let texts: Vec<&str> = own.texts.values().map(String::as_str).collect();
        assert_eq!(texts, ["Adiós", "Tchau"]);
        words::drop_text(conn, line, "goodbye", Language::Es).unwrap();
        assert_eq!(words::of_line(conn, line).unwrap().texts.len(), 1);
        assert_eq!(
            words::of_line(conn, other).unwrap(),
            relevo::domain::own_words::OwnWords::default()
        );
        for n in 1..REPLIES_MOST {
            assert_eq!(keep(conn, None, &format!("r{n}"), "x"), Kept::Done);
        }
        assert_eq!(keep(conn, None, "una-mas", "x"), Kept::Full);
        assert_eq!(keep(conn, Some("r1"), "una-mas", "x"), Kept::Done);
    });
}

fn add(conn: &mut Conn, login: &str, role: Role, password_hash: &str) -> UserId {
    let user = NewUser {
        login: login.into(),
        name: login.into(),
        password_hash: password_hash.into(),
        role,
        language: Language::Es,
        created_at: Timestamp(1),
    };
    users::create(conn, &user).unwrap()
}

fn session(token: &str, user: UserId, csrf: &str, until: i64) -> SessionRow {
    SessionRow {
        token_hash: token.into(),
        user,
        csrf: csrf.into(),
        created_at: Timestamp(1),
        expires_at: Timestamp(until),
    }
}
