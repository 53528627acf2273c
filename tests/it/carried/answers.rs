//! The gateway takes a message, and its answer never comes.

use super::case::{Case, Side};
use super::kinds::nothing_elsewhere;
use super::place::{Place, Seen};
use super::things::{Part, Thing, picture};

/// The clock goes on by so much with each look.
const A_SECOND_MS: i64 = 1_000;

pub async fn lost_answers<P: Place>(place: P) {
    let mut cases =
        [Case::open(&place, "Marta Quiroga").await, Case::open(&place, "Hugo Barrionuevo").await];
    for (at, from) in [Side::Agent, Side::Customer].into_iter().enumerate() {
        let case = &mut cases[at];
        lost(&place, case, from).await;
    }
    nothing_elsewhere(&place, cases.iter());
    place.stop().await;
}

async fn lost<P: Place>(place: &P, case: &mut Case, from: Side) {
    let row = format!("{from:?} → · the answer is lost");
    for doubtful in [Thing::text("uno"), picture("picture", &row, Some("uno, en foto"))] {
        let row = format!("{row} · {}", doubtful.row);
        place.lose_answers(1);
        case.write(place, from, &doubtful, None).await;
        case.write(place, from, &Thing::text("dos"), None).await;
        case.write(place, from, &Thing::text("tres"), None).await;
        let chat = case.chat(from.other()).clone();
        let taken = case.taken(from.other());
        let last = |place: &P| place.shown(&chat).last().map(|seen| seen.words.clone());
        place
            .until(&format!("{row}: the last one"), |place| {
                // It is tried again when its time has come.
                place.app().engine.advance(A_SECOND_MS);
                last(place).is_some_and(|words| words.ends_with("tres"))
            })
            .await;
        let count = place.shown(&chat).len() - taken;
        let seen = case.next(place, from.other(), count, &row).await;
        check(place, case, &seen, &doubtful, &row);
        case.still_flows(place, &row).await;
    }
}

/// Once where the gateway takes our ids; else it may have been repeated, once, and in its place.
fn check<P: Place>(place: &P, case: &Case, seen: &[Seen], doubtful: &Thing, row: &str) {
    let [first] = &doubtful.parts(&place.can(), None)[..] else { panic!("{row}: one part") };
    let rest = [Part::words("dos"), Part::words("tres")];
    let parts: Vec<Part> = seen.iter().map(|seen| case.part(seen)).collect();
    let once: Vec<Part> = [first].into_iter().chain(&rest).cloned().collect();
    let twice: Vec<Part> = [first, first].into_iter().chain(&rest).cloned().collect();
    let is_right = parts == once || (!place.can().client_ids && parts == twice);
    assert!(is_right, "{row}: {parts:#?}");
}
