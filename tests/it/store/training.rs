//! How far somebody has come in the training.

use relevo::domain::ids::{AgentId, LineId, Timestamp};
use relevo::domain::lesson::Step;
use relevo::domain::phone::Phone;
use relevo::domain::settings::Language;
use relevo::store::training::{self, TrainingRow};
use relevo::store::users::{self, NewUser, Role, UserId};

use super::on_both;

#[test]
fn progress_is_kept_per_user_and_goes_with_the_user() {
    on_both(|place| {
        let conn = &mut place.conn();
        let (ana, rui) = (user(conn, "ana"), user(conn, "rui"));
        assert_eq!(training::find(conn, ana).unwrap(), None);
        let row = TrainingRow {
            user: ana,
            line: LineId(1),
            round: 1,
            began_at: Timestamp(5),
            step: Step::Take,
            since: Timestamp(7),
            customer: Phone::from_digits("5493817000102"),
            urgent: None,
        };
        training::save(conn, &row).unwrap();
        assert_eq!(training::find(conn, ana).unwrap(), Some(row.clone()));
        assert_eq!(training::find(conn, rui).unwrap(), None);
        let urgent = Phone::from_digits("5493817000103");
        let later = TrainingRow { step: Step::Groups, since: Timestamp(9), urgent, ..row };
        training::save(conn, &later).unwrap();
        assert_eq!(training::find(conn, ana).unwrap(), Some(later));
        assert_eq!(users::delete(conn, ana).unwrap(), users::Changed::Done);
        assert_eq!(training::find(conn, ana).unwrap(), None);
    });
}

#[test]
fn nobody_has_a_case_or_a_group_before_there_is_one() {
    on_both(|place| {
        let line = place.line();
        let conn = &mut place.conn();
        let phone = Phone::from_digits("5493817000102").unwrap();
        assert_eq!(training::case_of(conn, line, &phone, Timestamp(0)).unwrap(), None);
        assert_eq!(training::rooms(conn, line, AgentId(1)).unwrap(), vec![]);
    });
}

fn user(conn: &mut relevo::store::Conn, login: &str) -> UserId {
    let user = NewUser {
        login: login.into(),
        name: login.into(),
        password_hash: "x".into(),
        role: Role::Operator,
        language: Language::Es,
        created_at: Timestamp(1),
    };
    users::create(conn, &user).unwrap()
}
