//! More than texts: what people write, what they do to it afterwards, and how they know again what comes out
//! on the other side.

use std::time::{Duration, Instant};

use super::People;
use crate::load::audit::ledger::{Deed, Named, Shown, Written};
use crate::load::cast::{
    Place, agent_lid, agent_name, agent_phone, customer_chat, customer_lid, customer_of, place,
};
use crate::load::clock;
use crate::load::event::Sent;
use crate::load::mixed::brought::{self, Writer};
use crate::load::mixed::stamp::{self, Stamp};
use crate::load::mixed::{Form, Kind};
use crate::load::post::{Parcel, Subject};
use crate::load::said::{self, Said};
use crate::load::token::{CaseNo, Side, Token, customer_name};

/// Replies that are pictures, as a share of all.
const PICTURED: f64 = 0.3;
/// Changes of the message that was written last, and may not have left yet, as a share of all.
const OF_THE_LAST: f64 = 0.5;
/// Reactions that take back the one before.
const TAKEN_BACK: f64 = 0.25;
/// Messages of Relevo's of which a delivery is reported, and of these the ones that are read.
const DELIVERED: f64 = 0.3;
const READ: f64 = 0.5;
/// They are reported within this (milliseconds).
const REPORTED_WITHIN_MS: u64 = 300;
const EMOJIS: [&str; 5] = ["👍", "❤️", "😂", "🙏", "😮"];

/// What a message of Relevo's says, whatever it consists of.
pub(super) fn said(sent: &Sent) -> Said {
    match &sent.cargo {
        None => said::read(&sent.text),
        // What has no words is known by its bytes.
        Some(cargo) => said::stamp(&sent.text)
            .or_else(|| cargo.token.map(Stamp::first))
            .map_or(Said::Other, Said::Words),
    }
}

/// The same, for the audit.
pub(super) fn shown(sent: &Sent) -> Shown<'_> {
    Shown {
        id: &sent.id,
        words: said::words(&sent.text),
        cargo: sent.cargo.as_ref(),
        quote: sent.quote.as_deref(),
        life: sent.life,
        untold: sent.untold,
    }
}

impl People {
    /// Somebody writes a message of some kind.
    pub(super) fn write_mixed(&mut self, token: Token, at: Instant) {
        let (Some(mix), Some(writer)) = (self.plan.mix, self.writer(token.case, token.side)) else {
            return;
        };
        let mut kind = mix.message(&mut self.chance);
        let mut quote = None;
        if kind == Kind::Reply {
            let seen = self.audit.ledger(token.case).map(|ledger| ledger.seen_by(token.side));
            quote = self.chance.one_of(seen.unwrap_or_default());
            if quote.is_none() {
                kind = Kind::Text;
            }
        }
        let form = match kind {
            Kind::Reply if self.chance.strikes(PICTURED) => Form::Image,
            Kind::Text | Kind::Reply | Kind::Edit | Kind::Deletion | Kind::Reaction => Form::Text,
            Kind::Image => Form::Image,
            Kind::Voice => Form::Voice,
            Kind::Document => Form::Document,
            Kind::Sticker => Form::Sticker,
            Kind::Location => Form::Location,
            Kind::Contact => Form::Contact,
        };
        let id = stamp::id(token, form);
        let quoted = quote.as_ref().map(|named: &Named| named.id.as_str());
        let body = writer.message(token, &id, form, quoted);
        self.audit.consists(token, Written { kind, form, id, quote });
        if let Some(case) = self.cases.get_mut(&token.case) {
            case.under_way += 1;
        }
        self.bring(Parcel::new(Subject::Words(token), body, at));
    }

    /// A message was acknowledged: its writer may do something to it, or to an earlier one.
    pub(super) fn written_taken(&mut self, token: Token) {
        if let Some(case) = self.cases.get_mut(&token.case) {
            case.under_way -= 1;
        }
        let change = self.plan.mix.and_then(|mix| mix.change(&mut self.chance));
        match change {
            Some(Kind::Edit) => self.edit(token),
            Some(Kind::Deletion) => self.delete(token),
            Some(Kind::Reaction) => self.react(token),
            Some(
                Kind::Text
                | Kind::Image
                | Kind::Voice
                | Kind::Document
                | Kind::Sticker
                | Kind::Location
                | Kind::Contact
                | Kind::Reply,
            )
            | None => {}
        }
    }

    /// One of the messages that the writer of this one can change.
    fn choose(&mut self, token: Token, fits: fn(Form) -> bool) -> Option<(Named, Form, u16)> {
        let mut all = self.audit.ledger(token.case)?.changeable(token.side);
        all.retain(|(_, form, _)| fits(*form));
        let last = all.iter().position(|(named, ..)| named.token == token);
        match last.filter(|_| self.chance.strikes(OF_THE_LAST)) {
            Some(last) => Some(all.swap_remove(last)),
            None => self.chance.one_of(all),
        }
    }

    fn edit(&mut self, token: Token) {
        let Some((named, form, revision)) = self.choose(token, Form::is_editable) else { return };
        let Some(writer) = self.writer(token.case, token.side) else { return };
        let to = Stamp { token: named.token, revision: revision + 1 };
        let body = writer.edited(&named.id, form, to, clock::wall_millis());
        self.deed(token.side, named, Deed::Edit(to.revision), body);
    }

    fn delete(&mut self, token: Token) {
        let Some((named, ..)) = self.choose(token, |_| true) else { return };
        let Some(writer) = self.writer(token.case, token.side) else { return };
        let [mut first, mut second] = writer.deleted(&named.id);
        if self.chance.strikes(0.5) {
            std::mem::swap(&mut first, &mut second);
        }
        self.deed(token.side, named, Deed::Delete, first);
        self.post.bring(Parcel::new(Subject::Copy, second, clock::now()));
    }

    fn react(&mut self, token: Token) {
        // Before somebody attends, nobody sees it.
        let attended =
            self.cases.get(&token.case).is_some_and(crate::load::case::Case::is_attended);
        let Some(ledger) = self.audit.ledger(token.case).filter(|_| attended) else { return };
        let settled = |named: &Named| ledger.reactions(token.side, named.token).1;
        let seen: Vec<Named> = ledger.seen_by(token.side).into_iter().filter(settled).collect();
        let Some(named) = self.chance.one_of(seen) else { return };
        let before = self
            .audit
            .ledger(token.case)
            .map_or(0, |ledger| ledger.reactions(token.side, named.token).0);
        let emoji = match before > 0 && self.chance.strikes(TAKEN_BACK) {
            true => "",
            false => self.chance.one_of(EMOJIS.to_vec()).unwrap_or_default(),
        };
        let Some(writer) = self.writer(token.case, token.side) else { return };
        let from_relevo = named.token.side != token.side;
        let id = self.message_id(token.case);
        let body = writer.reaction(&id, &named.id, from_relevo, emoji);
        self.deed(token.side, named, Deed::React(emoji.to_owned()), body);
    }

    fn deed(&mut self, by: Side, of: Named, deed: Deed, body: hyper::body::Bytes) {
        let no = of.token.case;
        let Some(number) = self.audit.did(by, of, deed) else { return };
        self.tally.messages += 1;
        if let Some(case) = self.cases.get_mut(&no) {
            case.under_way += 1;
        }
        self.bring(Parcel::new(Subject::Deed(no, number), body, clock::now()));
    }

    pub(super) fn deed_taken(&mut self, no: CaseNo, number: usize) {
        if let Some(case) = self.cases.get_mut(&no) {
            case.under_way -= 1;
        }
        if let Some(unseen) = self.audit.deed_taken(no, number) {
            self.count_as_seen(unseen);
        }
    }

    /// The other side has read a message, or will never see it.
    pub(super) fn count_as_seen(&mut self, token: Token) {
        let Some(case) = self.cases.get_mut(&token.case) else { return };
        match token.side {
            Side::Customer => case.shown += 1,
            Side::Agent => case.reached += 1,
        }
    }

    /// Some phones tell that a message has come, and some that it was read.
    pub(super) fn report_on(&mut self, sent: &Sent) {
        if self.plan.mix.is_none() || !self.chance.strikes(DELIVERED) {
            return;
        }
        let participant = match place(&sent.chat) {
            Place::Slot(seat) => Some(format!("{}@lid", agent_lid(seat.agent))),
            Place::Customer(_) | Place::Main(_) | Place::Supervisor | Place::Elsewhere => None,
        };
        let mut states = vec!["DELIVERY_ACK"];
        if self.chance.strikes(READ) {
            states.push("READ");
        }
        for state in states {
            let body = brought::got_on(&sent.id, &sent.chat, participant.as_deref(), state);
            let wait = Duration::from_millis(self.chance.up_to(REPORTED_WITHIN_MS));
            self.post.bring_after(Parcel::new(Subject::Report, body, clock::now()), wait);
        }
    }

    /// A side of a case, in the chat where it writes.
    fn writer(&self, no: CaseNo, side: Side) -> Option<Writer> {
        match side {
            Side::Customer => {
                let customer = customer_of(self.first_customer, no);
                Some(Writer {
                    chat: customer_chat(customer),
                    chat_alt: Some(customer_lid(customer)),
                    author: None,
                    name: customer_name(self.run, no),
                })
            }
            Side::Agent => {
                let seat = self.cases.get(&no)?.seat()?;
                let phone = agent_phone(seat.agent)?;
                let phone = format!("{}@s.whatsapp.net", phone.digits());
                Some(Writer {
                    chat: seat.chat(),
                    chat_alt: None,
                    author: Some((format!("{}@lid", agent_lid(seat.agent)), phone)),
                    name: agent_name(seat.agent),
                })
            }
        }
    }
}
