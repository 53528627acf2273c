//! The audit is put to the test: each fault, brought about on purpose, must be noticed, and nothing else.

mod mixed;

use super::*;
use crate::load::cast::customer_of;

const RUN: Run = Run(7);
const FIRST: u64 = 1_000;
const CASE: CaseNo = CaseNo(3);
const TICKET: i64 = 42;
const GROUP: Place = Place::Main(2);
const SEAT: Seat = Seat { agent: 5, number: 1 };
const OTHER_SEAT: Seat = Seat { agent: 6, number: 1 };

fn token(case: CaseNo, side: Side, number: u32) -> Token {
    Token { run: RUN, case, side, number }
}

fn customer(case: CaseNo) -> Place {
    Place::Customer(customer_of(FIRST, case))
}

/// What happens in a case, in order; each can be left out, repeated or changed.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Deed {
    Wrote(Token),
    Taken(Token),
    Words(Token, Place),
    Notice(Notice, CaseNo, i64, Place),
    Assigned(CaseNo, i64, Seat),
    ClaimTaken(CaseNo),
    CloseTaken(CaseNo),
}

use Deed::{Assigned, ClaimTaken, CloseTaken, Taken, Words, Wrote};

/// A case that goes well: two messages of the customer, two answers.
fn case(case: CaseNo, ticket: i64, seat: Seat) -> Vec<Deed> {
    let said = |number| token(case, Side::Customer, number);
    let answer = |number| token(case, Side::Agent, number);
    let (slot, customer) = (Place::Slot(seat), customer(case));
    let notice = |notice, place| Deed::Notice(notice, case, ticket, place);
    vec![
        Wrote(said(1)),
        Taken(said(1)),
        notice(Notice::Placed, customer),
        notice(Notice::Announced, GROUP),
        Wrote(said(2)),
        Taken(said(2)),
        ClaimTaken(case),
        Assigned(case, ticket, seat),
        notice(Notice::Opened, slot),
        Words(said(1), slot),
        Words(said(2), slot),
        Wrote(answer(1)),
        Taken(answer(1)),
        Wrote(answer(2)),
        Taken(answer(2)),
        Words(answer(1), customer),
        Words(answer(2), customer),
        CloseTaken(case),
        notice(Notice::Closed, slot),
        notice(Notice::ClosedInGroup, GROUP),
        notice(Notice::Goodbye, customer),
    ]
}

fn well() -> Vec<Deed> {
    case(CASE, TICKET, SEAT)
}

fn audited(deeds: &[Deed]) -> Findings {
    let mut audit = Audit::new(RUN, FIRST);
    for deed in deeds {
        match *deed {
            Wrote(token) => audit.wrote(token),
            Taken(token) => audit.taken(token),
            Words(token, place) => drop(audit.words(token, place)),
            Deed::Notice(notice, case, ticket, place) => {
                audit.notice(notice, case, ticket, place);
            }
            Assigned(case, ticket, seat) => drop(audit.assigned(case, ticket, seat, GROUP)),
            ClaimTaken(case) => audit.claim_taken(case),
            CloseTaken(case) => audit.close_taken(case),
        }
    }
    audit.end().0
}

/// Findings as (lost, doubled, out of order, misdelivered, double-claimed).
fn counts(deeds: &[Deed]) -> [u64; 5] {
    let found = audited(deeds);
    [found.lost, found.doubled, found.out_of_order, found.misdelivered, found.double_claimed]
}

fn at(deeds: &[Deed], deed: Deed) -> usize {
    deeds.iter().position(|one| *one == deed).unwrap()
}

#[test]
fn nothing_is_found_when_all_went_well() {
    let mut deeds = well();
    deeds.extend(case(CaseNo(4), TICKET + 1, SEAT));
    deeds.extend(case(CaseNo(5), TICKET + 2, OTHER_SEAT));
    let found = audited(&deeds);
    assert!(found.is_clean() && found.listed.is_empty(), "{found:?}");
}

#[test]
fn whatever_does_not_come_is_lost() {
    let received = well()
        .into_iter()
        .filter(|deed| matches!(deed, Words(..) | Deed::Notice(..) | Assigned(..)));
    for missing in received {
        let deeds: Vec<Deed> = well().into_iter().filter(|deed| *deed != missing).collect();
        let found = audited(&deeds);
        assert!(found.lost >= 1 && !found.is_clean(), "{missing:?}: {found:?}");
        let shown = found.listed.iter().filter(|one| one.fault == Fault::Lost);
        assert!(shown.clone().all(|one| one.ticket == Some(TICKET)), "{missing:?}: {found:?}");
        assert_eq!(shown.count() as u64, found.lost);
    }
}

#[test]
fn a_webhook_that_was_never_acknowledged_is_not_lost_but_unfinished() {
    let found = audited(&well()[..1]);
    assert_eq!((found.lost, found.unfinished), (0, 1));
    assert!(!found.is_clean());
}

#[test]
fn whatever_comes_twice_is_doubled_at_once_and_later() {
    for again in well() {
        if !matches!(again, Words(..) | Deed::Notice(..) | Assigned(..)) {
            continue;
        }
        let mut deeds = well();
        deeds.insert(at(&deeds, again), again);
        assert_eq!(counts(&deeds), [0, 1, 0, 0, 0], "{again:?}");
        let mut deeds = well();
        deeds.push(again);
        assert_eq!(counts(&deeds), [0, 1, 0, 0, 0], "{again:?}");
    }
}

#[test]
fn what_comes_when_its_case_was_forgotten_is_doubled() {
    let mut audit = Audit::new(RUN, FIRST);
    let said = token(CASE, Side::Customer, 1);
    audit.wrote(said);
    audit.notice(Notice::Announced, CASE, TICKET, GROUP);
    audit.forget(CASE);
    assert!(!audit.words(said, Place::Slot(SEAT)));
    assert_eq!(audit.case_of(TICKET, GROUP), None);
    assert_eq!(audit.end().0.doubled, 2);
}

#[test]
fn words_that_overtake_are_out_of_order_for_customers_and_agents() {
    for side in [Side::Customer, Side::Agent] {
        let place = if side == Side::Customer { Place::Slot(SEAT) } else { customer(CASE) };
        let mut deeds = well();
        let first = at(&deeds, Words(token(CASE, side, 1), place));
        deeds.swap(first, first + 1);
        assert_eq!(counts(&deeds), [0, 0, 1, 0, 0], "{side:?}");
    }
}

#[test]
fn words_written_in_one_breath_may_come_in_any_order() {
    let (first, second) = (token(CASE, Side::Customer, 1), token(CASE, Side::Customer, 2));
    let mut deeds = well();
    let at_second = at(&deeds, Wrote(second));
    deeds.remove(at_second);
    deeds.insert(1, Wrote(second));
    let shown = at(&deeds, Words(first, Place::Slot(SEAT)));
    deeds.swap(shown, shown + 1);
    assert_eq!(counts(&deeds), [0; 5]);
}

#[test]
fn words_in_a_strangers_chat_are_misdelivered() {
    for (right, wrong) in [
        (
            Words(token(CASE, Side::Customer, 2), Place::Slot(SEAT)),
            Words(token(CASE, Side::Customer, 2), Place::Slot(OTHER_SEAT)),
        ),
        (
            Words(token(CASE, Side::Customer, 2), Place::Slot(SEAT)),
            Words(token(CASE, Side::Customer, 2), customer(CaseNo(9))),
        ),
        (
            Words(token(CASE, Side::Agent, 1), customer(CASE)),
            Words(token(CASE, Side::Agent, 1), customer(CaseNo(9))),
        ),
        (
            Words(token(CASE, Side::Agent, 1), customer(CASE)),
            Words(token(CASE, Side::Agent, 1), Place::Elsewhere),
        ),
    ] {
        let mut added = well();
        added.insert(at(&added, right), wrong);
        assert_eq!(counts(&added), [0, 0, 0, 1, 0], "{wrong:?}");
        let mut instead = well();
        let place = at(&instead, right);
        instead[place] = wrong;
        assert_eq!(counts(&instead), [1, 0, 0, 1, 0], "{wrong:?}");
    }
}

#[test]
fn a_notice_in_a_strangers_chat_is_misdelivered() {
    let swaps = [
        (Notice::Goodbye, customer(CASE), customer(CaseNo(9))),
        (Notice::Placed, customer(CASE), GROUP),
        (Notice::Closed, Place::Slot(SEAT), Place::Slot(OTHER_SEAT)),
        (Notice::ClosedInGroup, GROUP, Place::Main(9)),
    ];
    for (notice, right, wrong) in swaps {
        let mut deeds = well();
        let right = at(&deeds, Deed::Notice(notice, CASE, TICKET, right));
        deeds[right] = Deed::Notice(notice, CASE, TICKET, wrong);
        assert_eq!(counts(&deeds), [1, 0, 0, 1, 0], "{notice:?}");
    }
}

#[test]
fn words_that_nobody_wrote_are_misdelivered() {
    let mut deeds = well();
    deeds.push(Words(token(CASE, Side::Agent, 3), customer(CASE)));
    deeds.push(Words(token(CaseNo(99), Side::Agent, 1), customer(CaseNo(99))));
    assert_eq!(counts(&deeds), [0, 0, 0, 2, 0]);
}

#[test]
fn a_ticket_confirmed_to_two_agents_or_opened_twice_is_double_claimed() {
    let confirmed = Assigned(CASE, TICKET, SEAT);
    let mut deeds = well();
    deeds.insert(at(&deeds, confirmed) + 1, Assigned(CASE, TICKET, OTHER_SEAT));
    assert_eq!(counts(&deeds), [0, 0, 0, 0, 1]);

    let opened = |seat| Deed::Notice(Notice::Opened, CASE, TICKET, Place::Slot(seat));
    let mut deeds = well();
    deeds.insert(at(&deeds, opened(SEAT)) + 1, opened(OTHER_SEAT));
    assert_eq!(counts(&deeds), [0, 0, 0, 0, 1]);

    let mut deeds = well();
    let right = at(&deeds, confirmed);
    deeds[right] = Assigned(CASE, TICKET, OTHER_SEAT);
    assert_eq!(counts(&deeds)[4], 1, "confirmed here, opened there");
}

#[test]
fn a_personal_group_with_two_cases_is_double_claimed() {
    let mut deeds = case(CaseNo(1), TICKET - 1, SEAT);
    deeds.truncate(at(&deeds, CloseTaken(CaseNo(1))));
    deeds.extend(well());
    assert_eq!(counts(&deeds)[4], 1);
}

#[test]
fn words_of_another_run_are_nobodys_business() {
    let mut deeds = well();
    deeds.push(Words(Token { run: Run(8), ..token(CASE, Side::Agent, 1) }, customer(CaseNo(9))));
    assert_eq!(counts(&deeds), [0; 5]);
}

#[test]
fn a_hundred_of_a_kind_are_listed_and_all_are_counted() {
    let mut deeds = well();
    let again = Words(token(CASE, Side::Agent, 1), customer(CASE));
    deeds.extend(std::iter::repeat_n(again, 150));
    let found = audited(&deeds);
    assert_eq!((found.doubled, found.listed.len()), (150, 100));
}
