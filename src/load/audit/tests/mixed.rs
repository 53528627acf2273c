//! The same for what is more than texts: whatever is altered, lost or done to the wrong message is noticed.

use std::rc::Rc;

use super::super::carried::Tale;
use super::super::ledger::{Deed, Named, Shown, Written};
use super::*;
use crate::load::mixed::asked::{Cargo, Change};
use crate::load::mixed::stamp::{self, Stamp};
use crate::load::mixed::{Form, Kind, brought, file};

type Step = Rc<dyn Fn(&mut Audit)>;

/// What happens, by name; each step can be left out or changed.
#[derive(Clone)]
struct Script(Vec<(&'static str, Step)>);

impl Script {
    fn and(mut self, name: &'static str, step: impl Fn(&mut Audit) + 'static) -> Self {
        self.0.push((name, Rc::new(step)));
        self
    }

    fn at(&self, name: &str) -> usize {
        self.0.iter().position(|(step, _)| *step == name).unwrap()
    }

    fn without(mut self, name: &str) -> Self {
        self.0.remove(self.at(name));
        self
    }

    fn instead(mut self, name: &str, step: impl Fn(&mut Audit) + 'static) -> Self {
        let at = self.at(name);
        self.0[at].1 = Rc::new(step);
        self
    }

    fn after(mut self, name: &str, step: impl Fn(&mut Audit) + 'static) -> Self {
        self.0.insert(self.at(name) + 1, ("added", Rc::new(step)));
        self
    }

    fn swapped(mut self, one: &str, other: &str) -> Self {
        let (one, other) = (self.at(one), self.at(other));
        self.0.swap(one, other);
        self
    }

    fn audited(&self) -> (Findings, Carried) {
        let mut audit = Audit::new(RUN, FIRST);
        self.0.iter().for_each(|(_, step)| step(&mut audit));
        audit.end()
    }

    /// Lost, doubled, out of order, misdelivered, altered.
    fn counts(&self) -> [u64; 5] {
        let found = self.audited().0;
        [found.lost, found.doubled, found.out_of_order, found.misdelivered, found.altered]
    }
}

fn said(number: u32) -> Token {
    token(CASE, Side::Customer, number)
}

fn answer(number: u32) -> Token {
    token(CASE, Side::Agent, number)
}

fn slot() -> Place {
    Place::Slot(SEAT)
}

/// As a copy comes out, before something goes wrong with it.
#[derive(Clone)]
struct Came {
    stamp: Stamp,
    place: Place,
    id: &'static str,
    words: Option<String>,
    cargo: Option<Cargo>,
    quote: Option<String>,
    life: u32,
    untold: bool,
}

fn came(token: Token, form: Form, id: &'static str) -> Came {
    let stamp = Stamp::first(token);
    let cargo = (form != Form::Text).then(|| Cargo {
        form,
        hash: if form.is_file() { file::hash(&file::bytes(token, form)) } else { 0 },
        token: None,
        name: (form == Form::Document).then(|| file::name(token)),
    });
    let speaks = !matches!(form, Form::Voice | Form::Sticker);
    Came {
        stamp,
        place: if token.side == Side::Customer { slot() } else { customer(CASE) },
        id,
        words: speaks.then(|| brought::words(stamp)),
        cargo,
        quote: None,
        life: 1,
        untold: false,
    }
}

impl Came {
    fn tell(&self, audit: &mut Audit) {
        audit.stirs(self.place, self.life);
        let shown = Shown {
            id: self.id,
            words: self.words.as_deref(),
            cargo: self.cargo.as_ref(),
            quote: self.quote.as_deref(),
            life: self.life,
            untold: self.untold,
        };
        if audit.words(self.stamp.token, self.place) {
            audit.shown(self.stamp, self.place, &shown);
        }
    }
}

fn comes(came: Came) -> impl Fn(&mut Audit) {
    move |audit| came.tell(audit)
}

fn writes(token: Token, kind: Kind, form: Form, quote: Option<Named>) -> impl Fn(&mut Audit) {
    move |audit| {
        audit.wrote(token);
        let id = stamp::id(token, form);
        audit.consists(token, Written { kind, form, id, quote: quote.clone() });
        audit.taken(token);
    }
}

fn own(token: Token, form: Form) -> Named {
    Named { token, id: stamp::id(token, form), fresh: false }
}

fn by_copy(token: Token, id: &str) -> Named {
    Named { token, id: id.into(), fresh: false }
}

fn does(by: Side, of: Named, deed: Deed) -> impl Fn(&mut Audit) {
    move |audit| {
        let number = audit.did(by, of.clone(), deed.clone()).unwrap();
        audit.deed_taken(CASE, number);
    }
}

fn changes(place: Place, id: &str, change: Change) -> impl Fn(&mut Audit) + use<> {
    let id = id.to_owned();
    move |audit| {
        audit.stirs(place, 1);
        audit.changed(place, &id, &change);
    }
}

fn notice(notice: Notice, place: Place) -> impl Fn(&mut Audit) {
    move |audit| {
        audit.stirs(place, 1);
        audit.notice(notice, CASE, TICKET, place);
    }
}

fn edited(token: Token, revision: u16) -> Change {
    Change::Edit(brought::words(Stamp { token, revision }))
}

/// Every form from the customer, replies both ways, and changes by both.
fn well() -> Script {
    let react = |emoji: &str| Deed::React(emoji.into());
    let reply = Some(by_copy(said(2), "3EB02"));
    Script(Vec::new())
        .and("c1", writes(said(1), Kind::Text, Form::Text, None))
        .and("placed", notice(Notice::Placed, customer(CASE)))
        .and("announced", notice(Notice::Announced, GROUP))
        .and("c2", writes(said(2), Kind::Image, Form::Image, None))
        .and("c3", writes(said(3), Kind::Voice, Form::Voice, None))
        .and("claimed", |audit| {
            audit.claim_taken(CASE);
            audit.assigned(CASE, TICKET, SEAT, GROUP);
        })
        .and("opened", notice(Notice::Opened, slot()))
        .and("c1 shown", comes(came(said(1), Form::Text, "3EB01")))
        .and("c2 shown", comes(came(said(2), Form::Image, "3EB02")))
        .and("c3 shown", comes(came(said(3), Form::Voice, "3EB03")))
        .and("c4", writes(said(4), Kind::Document, Form::Document, None))
        .and("c4 shown", comes(came(said(4), Form::Document, "3EB04")))
        .and("a1", writes(answer(1), Kind::Reply, Form::Text, reply))
        .and(
            "a1 shown",
            comes(Came {
                quote: Some(stamp::id(said(2), Form::Image)),
                ..came(answer(1), Form::Text, "3EB0A")
            }),
        )
        .and("c5", writes(said(5), Kind::Reply, Form::Text, Some(own(said(2), Form::Image))))
        .and(
            "c5 shown",
            comes(Came { quote: Some("3EB02".into()), ..came(said(5), Form::Text, "3EB05") }),
        )
        .and("edit", does(Side::Customer, own(said(1), Form::Text), Deed::Edit(1)))
        .and("edit again", does(Side::Customer, own(said(1), Form::Text), Deed::Edit(2)))
        .and("edit shown", changes(slot(), "3EB01", edited(said(1), 1)))
        .and("edit again shown", changes(slot(), "3EB01", edited(said(1), 2)))
        .and("delete", does(Side::Customer, own(said(3), Form::Voice), Deed::Delete))
        .and("delete shown", changes(slot(), "3EB03", Change::Delete))
        .and("react", does(Side::Customer, by_copy(answer(1), "3EB0A"), react("👍")))
        .and(
            "react shown",
            changes(slot(), &stamp::id(answer(1), Form::Text), Change::React("👍".into())),
        )
        .and("take back", does(Side::Customer, by_copy(answer(1), "3EB0A"), react("")))
        .and(
            "take back shown",
            changes(slot(), &stamp::id(answer(1), Form::Text), Change::React(String::new())),
        )
        .and("close", |audit| audit.close_taken(CASE))
        .and("closed", notice(Notice::Closed, slot()))
        .and("closed in group", notice(Notice::ClosedInGroup, GROUP))
        .and("goodbye", notice(Notice::Goodbye, customer(CASE)))
}

#[test]
fn nothing_is_found_when_all_went_well_and_all_is_counted() {
    let (found, mut carried) = well().audited();
    assert!(found.is_clean() && found.listed.is_empty(), "{found:?}");
    let tale = |sent, arrived, moot| Tale { sent, arrived, moot, ..Tale::default() };
    assert_eq!(*carried.tale(Side::Customer, Kind::Image), tale(1, 1, 0));
    assert_eq!(*carried.tale(Side::Customer, Kind::Voice), tale(1, 1, 0));
    assert_eq!(*carried.tale(Side::Agent, Kind::Reply), tale(1, 1, 0));
    // The first of two edits, and of two reactions, counts no more.
    assert_eq!(*carried.tale(Side::Customer, Kind::Edit), tale(2, 1, 1));
    assert_eq!(*carried.tale(Side::Customer, Kind::Reaction), tale(2, 1, 1));
    assert_eq!(*carried.tale(Side::Customer, Kind::Deletion), tale(1, 1, 0));
}

#[test]
fn a_message_or_change_that_does_not_come_is_lost() {
    for missing in ["c2 shown", "c4 shown", "a1 shown", "edit again shown", "take back shown"] {
        let (found, carried) = well().without(missing).audited();
        assert!(found.lost >= 1, "{missing}: {found:?}");
        let directions = carried.directions();
        let tales = directions.iter().flat_map(|(_, tales)| tales.values());
        assert!(tales.map(|tale| tale.lost).sum::<u64>() >= 1, "{missing}: {carried:?}");
    }
    for missing in ["delete shown", "edit again shown", "take back shown"] {
        assert_eq!(well().without(missing).counts(), [1, 0, 0, 0, 0], "{missing}");
    }
    // The first of two is not missed.
    for missing in ["edit shown", "react shown"] {
        assert_eq!(well().without(missing).counts(), [0; 5], "{missing}");
    }
}

#[test]
fn the_last_words_and_the_last_reaction_count() {
    assert_eq!(well().swapped("edit shown", "edit again shown").counts(), [1, 0, 0, 0, 0]);
    let back = changes(slot(), &stamp::id(answer(1), Form::Text), Change::React("👍".into()));
    assert_eq!(well().after("take back shown", back).counts(), [1, 0, 0, 0, 0]);
    let again = changes(slot(), "3EB01", edited(said(1), 2));
    assert_eq!(well().after("edit again shown", again).counts(), [0; 5], "twice is harmless");
    let told = |audit: &mut Audit| audit.told(Stamp { token: said(1), revision: 2 }, slot());
    assert_eq!(well().instead("edit again shown", told).counts(), [0; 5], "in words");
}

#[test]
fn a_message_that_is_altered_on_its_way_is_found() {
    let picture = || came(said(2), Form::Image, "3EB02");
    let document = || came(said(4), Form::Document, "3EB04");
    let cargo = |came: Came, change: fn(&mut Cargo)| {
        let mut cargo = came.cargo.clone().unwrap();
        change(&mut cargo);
        Came { cargo: Some(cargo), ..came }
    };
    let reply = || Came { quote: Some("3EB02".into()), ..came(said(5), Form::Text, "3EB05") };
    for (name, wrong) in [
        ("c2 shown", cargo(picture(), |cargo| cargo.hash ^= 1)),
        ("c2 shown", cargo(picture(), |cargo| cargo.form = Form::Document)),
        ("c2 shown", Came { cargo: None, ..picture() }),
        ("c2 shown", Came { words: Some(format!("{} otra cosa", said(2))), ..picture() }),
        ("c2 shown", Came { words: None, ..picture() }),
        ("c2 shown", Came { quote: Some("3EB01".into()), ..picture() }),
        ("c3 shown", Came { words: Some("hola".into()), ..came(said(3), Form::Voice, "3EB03") }),
        ("c4 shown", cargo(document(), |cargo| cargo.name = Some("file.pdf".into()))),
        ("c4 shown", cargo(document(), |cargo| cargo.name = None)),
        ("c5 shown", Came { quote: Some("3EB01".into()), ..reply() }),
        ("c5 shown", Came { quote: Some(stamp::id(said(2), Form::Image)), ..reply() }),
        ("c5 shown", Came { quote: None, ..reply() }),
        ("a1 shown", Came { quote: None, ..came(answer(1), Form::Text, "3EB0A") }),
    ] {
        let what = format!("{:?} {:?} {:?}", wrong.cargo, wrong.words, wrong.quote);
        let counts = well().instead(name, comes(wrong)).counts();
        assert_eq!(counts, [0, 0, 0, 0, 1], "{name}: {what}");
    }
}

#[test]
fn a_file_with_the_bytes_of_another_is_altered() {
    let other = came(said(6), Form::Voice, "3EB03").cargo;
    let wrong = Came { cargo: other, ..came(said(3), Form::Voice, "3EB03") };
    assert_eq!(well().instead("c3 shown", comes(wrong)).counts(), [0, 0, 0, 0, 1]);
}

#[test]
fn messages_of_any_kind_that_overtake_come_twice_or_come_elsewhere_are_found() {
    // Written one after the other, each acknowledged before the next.
    assert_eq!(well().swapped("c2 shown", "c3 shown").counts(), [0, 0, 1, 0, 0]);
    let again = comes(came(said(2), Form::Image, "3EB0F"));
    assert_eq!(well().after("c2 shown", again).counts(), [0, 1, 0, 0, 0]);
    let elsewhere = Came { place: customer(CaseNo(9)), ..came(said(2), Form::Image, "3EB0F") };
    assert_eq!(well().after("c2 shown", comes(elsewhere)).counts(), [0, 0, 0, 1, 0]);
}

#[test]
fn a_change_in_a_wrong_chat_or_of_a_wrong_message_is_found() {
    let react = || Change::React(String::new());
    let id = || stamp::id(answer(1), Form::Text);
    for (name, wrong, expected) in [
        ("take back shown", changes(customer(CASE), &id(), react()), [1, 0, 0, 1, 0]),
        ("take back shown", changes(Place::Slot(OTHER_SEAT), &id(), react()), [1, 0, 0, 1, 0]),
        ("take back shown", changes(slot(), "3EB0FFFF", react()), [1, 0, 0, 1, 0]),
        ("take back shown", changes(slot(), "3EB02", react()), [1, 0, 0, 0, 1]),
        ("edit again shown", changes(slot(), "3EB02", edited(said(1), 2)), [1, 0, 0, 0, 1]),
        ("edit again shown", changes(slot(), "3EB01", edited(said(1), 3)), [1, 0, 0, 0, 1]),
        ("edit again shown", changes(slot(), "3EB01", edited(said(2), 2)), [1, 0, 0, 0, 1]),
        ("edit again shown", changes(customer(CASE), "3EB01", edited(said(1), 2)), [1, 0, 0, 1, 0]),
        ("delete shown", changes(slot(), "3EB02", Change::Delete), [1, 0, 0, 0, 1]),
        ("delete shown", changes(customer(CASE), "3EB03", Change::Delete), [1, 0, 0, 1, 0]),
    ] {
        assert_eq!(well().instead(name, wrong).counts(), expected, "{name}");
    }
}

#[test]
fn a_deletion_before_a_message_was_seen_leaves_nothing_to_see() {
    let before = well().without("delete").without("delete shown").without("c3 shown");
    let deleted =
        before.clone().after("c3", does(Side::Customer, own(said(3), Form::Voice), Deed::Delete));
    assert_eq!(deleted.counts(), [0; 5], "never shown");
    assert_eq!(before.counts(), [1, 0, 0, 0, 0], "and not deleted");

    let gone = |audit: &mut Audit| {
        let shown =
            Shown { id: "3EB03", words: None, cargo: None, quote: None, life: 1, untold: false };
        audit.gone(slot(), &shown);
    };
    let told = deleted.clone().after("c2 shown", gone);
    let (found, mut carried) = told.audited();
    assert!(found.is_clean(), "{found:?}");
    let voice = Tale { sent: 1, moot: 1, ..Tale::default() };
    assert_eq!(*carried.tale(Side::Customer, Kind::Voice), voice);
    assert_eq!(before.after("c2 shown", gone).counts(), [1, 0, 0, 1, 0], "nobody deleted it");

    // It was on its way already, and has to be taken away again.
    let late = deleted.after("c2 shown", comes(came(said(3), Form::Voice, "3EB03")));
    assert_eq!(late.counts(), [1, 0, 0, 0, 0]);
}

#[test]
fn what_nobody_can_know_of_a_copy_is_forgiven_and_nothing_more() {
    let doubtful = || Came { untold: true, ..came(said(3), Form::Voice, "3EB03") };
    let script = well().instead("c3 shown", comes(doubtful())).without("delete shown");
    let (found, mut carried) = script.audited();
    assert!(found.is_clean(), "{found:?}");
    assert_eq!(carried.tale(Side::Customer, Kind::Deletion).moot, 1);
    // The answer came, and more was done in the chat in the same life of the server.
    let killed = well().without("delete shown").after("c5", |audit| audit.stirs(GROUP, 2));
    assert_eq!(killed.counts(), [1, 0, 0, 0, 0]);
}
