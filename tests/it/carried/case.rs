//! A case in progress: what each side has seen of it so far, and the steps that every scenario takes.

use super::place::{Chat, Place, SUPPORT, Seen, Who};
use super::things::{Part, Thing};

/// Who writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Customer,
    Agent,
}

impl Side {
    pub fn other(self) -> Self {
        match self {
            Self::Customer => Self::Agent,
            Self::Agent => Self::Customer,
        }
    }
}

/// A case with its two chats.
pub struct Case {
    pub name: String,
    pub ticket: i64,
    pub customer: Who,
    pub agent: Who,
    pub direct: Chat,
    pub slot: Chat,
    /// Messages of the line's that a test has looked at, in each chat.
    taken: [usize; 2],
}

/// What a reply quotes: its id where it is written, that of the same message on the other side, and its words.
pub struct Quoting<'a> {
    pub here: &'a str,
    pub there: &'a str,
    pub words: &'a str,
}

impl Case {
    /// A new customer writes, and Juan takes the case.
    pub async fn open<P: Place>(place: &P, name: &str) -> Self {
        let customer = place.person(name);
        let hello = format!("Hola, soy {name}");
        place.send(customer, &Chat::Direct(customer), &Thing::text(&hello), None).await;
        let mut case = Self::take(place, customer, name).await;
        case.next(place, Side::Customer, 1, "the number of the case").await;
        let opened = case.next(place, Side::Agent, 2, "the case is opened").await;
        assert_eq!(opened[1].words, format!("*{name}:*\n{hello}"));
        case
    }

    /// Juan takes the case of a customer who has written.
    pub async fn take<P: Place>(place: &P, customer: Who, name: &str) -> Self {
        let support = Chat::Group(SUPPORT.into());
        let announced = || {
            let shown = place.shown(&support).into_iter();
            shown.rev().find(|seen| seen.words.starts_with("🎫") && seen.words.contains(name))
        };
        place.until(&format!("the case of {name}"), |_| announced().is_some()).await;
        let announced = announced().unwrap();
        let digits = announced.words.split('#').nth(1).unwrap();
        let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
        let ticket: i64 = digits.parse().unwrap();
        place.send(place.juan(), &support, &Thing::text("mío"), Some(&announced.id)).await;
        let start = format!("✅ Caso #{ticket} asignado a Juan Pérez → ");
        let confirmed = || {
            let shown = place.shown(&support).into_iter();
            shown.rev().find_map(|seen| seen.words.strip_prefix(&start).map(String::from))
        };
        place.until(&start, |_| confirmed().is_some()).await;
        let slot = confirmed().unwrap();
        Self {
            name: name.into(),
            ticket,
            customer,
            agent: place.juan(),
            direct: Chat::Direct(customer),
            slot: Chat::Group(slot),
            taken: [0, 0],
        }
    }

    /// Where a side writes and reads.
    pub fn chat(&self, side: Side) -> &Chat {
        match side {
            Side::Customer => &self.direct,
            Side::Agent => &self.slot,
        }
    }

    pub fn who(&self, side: Side) -> Who {
        match side {
            Side::Customer => self.customer,
            Side::Agent => self.agent,
        }
    }

    pub fn slot_name(&self) -> &str {
        match &self.slot {
            Chat::Group(name) => name,
            Chat::Direct(_) => panic!("a slot is a group"),
        }
    }

    /// How many messages of the line's a test has looked at.
    pub fn taken(&self, side: Side) -> usize {
        self.taken[side as usize]
    }

    /// The next messages of the line's that a side sees.
    pub async fn next<P: Place>(
        &mut self,
        place: &P,
        side: Side,
        count: usize,
        row: &str,
    ) -> Vec<Seen> {
        let from = self.taken[side as usize];
        let chat = self.chat(side).clone();
        let what = format!("{row}: {count} more in {chat:?}");
        place.until(&what, |place| place.shown(&chat).len() >= from + count).await;
        self.taken[side as usize] = from + count;
        place.shown(&chat).drain(from..from + count).collect()
    }

    /// The next message of the line's that a side sees.
    pub async fn one<P: Place>(&mut self, place: &P, side: Side, row: &str) -> Seen {
        self.next(place, side, 1, row).await.remove(0)
    }

    /// A side writes in its chat.
    pub async fn write<P: Place>(
        &self,
        place: &P,
        side: Side,
        thing: &Thing,
        quote: Option<&str>,
    ) -> String {
        place.send(self.who(side), self.chat(side), thing, quote).await
    }

    /// A side writes, and it is on the other side as what it has to be: the id here, and the message there.
    pub async fn carry<P: Place>(
        &mut self,
        place: &P,
        from: Side,
        thing: &Thing,
        quoting: Option<Quoting<'_>>,
        row: &str,
    ) -> (String, Seen) {
        let parts = thing.parts(&place.can(), quoting.as_ref().map(|quoting| quoting.words));
        let id = self.write(place, from, thing, quoting.as_ref().map(|quoting| quoting.here)).await;
        let seen = self.next(place, from.other(), parts.len(), row).await;
        // WhatsApp shows a message before Relevo is told its id, and nobody answers as fast as a test.
        let (no, count) = (self.ticket, parts.len());
        place.until(&format!("{row}: its ids"), |place| place.copies(no, &id) == count).await;
        let quoted = quoting.map(|quoting| quoting.there.to_owned());
        self.check(&seen, &parts, quoted.as_deref(), row);
        (id, seen.into_iter().next_back().unwrap())
    }

    /// What was seen is what it has to be, and the first part shows what it replies to.
    pub fn check(&self, seen: &[Seen], parts: &[Part], quoted: Option<&str>, row: &str) {
        let found: Vec<Part> = seen.iter().map(|seen| self.part(seen)).collect();
        assert_eq!(found, parts, "{row}");
        let quotes: Vec<Option<&str>> = seen.iter().map(|seen| seen.quotes.as_deref()).collect();
        let mut expected = vec![None; parts.len()];
        expected[0] = quoted;
        assert_eq!(quotes, expected, "{row}: what it replies to");
        assert!(seen.iter().all(|seen| !seen.deleted && !seen.edited), "{row}: {seen:?}");
    }

    /// A message without the customer's name above it.
    pub fn part(&self, seen: &Seen) -> Part {
        let mut part = Part { form: seen.form.clone(), words: self.words(seen) };
        if let super::place::Form::File { kind, name, mime, .. } = &mut part.form
            && *kind != relevo::domain::content::MediaKind::Document
        {
            // WhatsApp shows neither; what the sender called it may get lost.
            *name = None;
            mime.clear();
        }
        part
    }

    pub fn words(&self, seen: &Seen) -> String {
        let head = format!("*{}:*", self.name);
        let words = seen.words.strip_prefix(&head).unwrap_or(&seen.words);
        words.strip_prefix('\n').unwrap_or(words).to_owned()
    }

    /// Waits until a message is as it should be.
    pub async fn becomes<P: Place>(
        &self,
        place: &P,
        side: Side,
        id: &str,
        row: &str,
        is_it: impl Fn(&Seen) -> bool,
    ) {
        let chat = self.chat(side);
        place.until(&format!("{row} ({id})"), |place| is_it(&place.look(chat, id))).await;
    }

    /// Nothing more has come to either side.
    pub fn nothing_more<P: Place>(&self, place: &P, row: &str) {
        for side in [Side::Customer, Side::Agent] {
            let shown = place.shown(self.chat(side));
            let more = shown.get(self.taken[side as usize]..).unwrap_or_default();
            assert!(more.is_empty(), "{row}: more than there should be: {more:#?}");
        }
    }

    /// A side says something ordinary, and it is the very next thing on the other side.
    pub async fn still_flows<P: Place>(&mut self, place: &P, row: &str) {
        for (side, words) in [(Side::Customer, "Acá sigo"), (Side::Agent, "Seguimos")] {
            let marker = Thing::text(words);
            self.carry(place, side, &marker, None, row).await;
        }
        self.nothing_more(place, row);
    }
}
