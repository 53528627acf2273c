//! The audit of what is more than texts: each message is what it was, and what was done to it afterwards
//! was done on the other side too, to the right message, in the right chat.

use super::super::cast::Place;
use super::super::finding::Fault;
use super::super::mixed::Kind;
use super::super::mixed::asked::Change;
use super::super::mixed::stamp::{self, Stamp};
use super::super::said;
use super::super::token::{CaseNo, Side, Token};
use super::Audit;
use super::ledger::{Deed, Ledger, Named, Shown, Verdict, Written};

impl Audit {
    /// What a message that is written consists of; [`Self::wrote`] is told too.
    pub fn consists(&mut self, token: Token, written: Written) {
        self.ledgers.entry(token.case).or_default().wrote(token, written);
    }

    /// The messages of a case.
    #[must_use]
    pub fn ledger(&self, case: CaseNo) -> Option<&Ledger> {
        self.ledgers.get(&case)
    }

    /// Somebody does something to a message; the number of that.
    pub fn did(&mut self, by: Side, of: Named, deed: Deed) -> Option<usize> {
        self.ledgers.get_mut(&of.token.case).map(|ledger| ledger.did(by, of, deed))
    }

    /// That was acknowledged. The message that nobody has to see any more, if it is a deletion.
    pub fn deed_taken(&mut self, case: CaseNo, number: usize) -> Option<Token> {
        let (by, kind, unseen) = self.ledgers.get_mut(&case)?.deed_taken(number)?;
        self.carried.tale(by, kind).sent += 1;
        if let (Some(token), Some(record)) = (unseen, self.cases.get_mut(&case)) {
            record.excuse(token);
        }
        unseen
    }

    pub(super) fn message_taken(&mut self, token: Token) {
        let ledger = self.ledgers.get_mut(&token.case);
        if let Some(kind) = ledger.and_then(|ledger| ledger.taken(token)) {
            self.carried.tale(token.side, kind).sent += 1;
        }
    }

    /// Something was done in a chat: what came there before is on disk, unless the server died between.
    pub fn stirs(&mut self, place: Place, life: u32) {
        self.life = self.life.max(life);
        if let Some((token, in_life)) = self.last_shown.get(&place).copied()
            && in_life == life
        {
            self.last_shown.remove(&place);
            if let Some(ledger) = self.ledgers.get_mut(&token.case) {
                ledger.followed(token);
            }
        }
    }

    /// How a message came that was news.
    pub fn shown(&mut self, stamp: Stamp, place: Place, shown: &Shown<'_>) {
        let (token, life) = (stamp.token, self.life);
        let Some(ledger) = self.ledgers.get_mut(&token.case) else { return };
        self.carried.unquoted += u64::from(ledger.is_unquoted(token, shown));
        let wrong = ledger.shown(stamp, shown, life);
        if let Some(kind) = ledger.kind_of(token) {
            self.carried.tale(token.side, kind).arrived += 1;
        }
        self.copy(token, place, shown);
        for what in wrong {
            self.found(Fault::Altered, token.case, format!("{token}: {what}"), place);
        }
    }

    /// It came once more, and the server could not know better.
    pub fn shown_again(&mut self, stamp: Stamp, place: Place, shown: &Shown<'_>) {
        let token = stamp.token;
        let Some(ledger) = self.ledgers.get_mut(&token.case) else { return };
        ledger.add_copy(stamp, shown);
        if let Some(kind) = ledger.kind_of(token) {
            self.carried.tale(token.side, kind).repeated += 1;
        }
        self.copy(token, place, shown);
    }

    fn copy(&mut self, token: Token, place: Place, shown: &Shown<'_>) {
        self.copies.insert(shown.id.to_owned(), token);
        self.last_shown.insert(place, (token, shown.life));
    }

    /// A personal group was told that a message had been deleted before the case was taken: the message that
    /// nobody has to see any more, if that is news.
    pub fn gone(&mut self, place: Place, shown: &Shown<'_>) -> Option<Token> {
        let case = self.case_at(place);
        let found = case.and_then(|case| self.ledgers.get_mut(&case)?.gone(shown));
        match found {
            Some((token, is_news)) => {
                self.copy(token, place, shown);
                if let (true, Some(record)) = (is_news, self.cases.get_mut(&token.case)) {
                    record.excuse(token);
                }
                is_news.then_some(token)
            }
            None => {
                let case = case.unwrap_or(self.next_case);
                let what = "«was deleted», where nobody deleted anything".to_owned();
                self.found(Fault::Misdelivered, case, what, place);
                None
            }
        }
    }

    /// An edit was told in words.
    pub fn told(&mut self, stamp: Stamp, place: Place) {
        let token = stamp.token;
        if self.home(token) != Some(place) {
            self.found(Fault::Misdelivered, token.case, format!("the edit {stamp}"), place);
            return;
        }
        let ledger = self.ledgers.get_mut(&token.case);
        if ledger.and_then(|ledger| ledger.edited(token, None, stamp)).is_none() {
            let what = format!("{stamp}, an edit that nobody made");
            self.found(Fault::Altered, token.case, what, place);
        }
    }

    /// Relevo did something to earlier messages in a chat.
    pub fn changed(&mut self, place: Place, id: &str, change: &Change) {
        let own = stamp::read_id(id).map(|(token, _)| token).filter(|token| token.run == self.run);
        let copy = self.copies.get(id).copied();
        let here = self.case_at(place).unwrap_or(self.next_case);
        let Some(token) = copy.or(own) else {
            // Notices of Relevo's own are never changed.
            let what = format!("a change of {id}, which is no message of anybody's");
            self.found(Fault::Misdelivered, here, what, place);
            return;
        };
        let home = if copy.is_some() { self.home(token) } else { self.written_at(token) };
        if home != Some(place) {
            let what = format!("a change of {token}: {change:?}");
            self.found(Fault::Misdelivered, token.case, what, place);
            return;
        }
        let Some(ledger) = self.ledgers.get_mut(&token.case) else {
            // A late repetition: the case is over and forgotten.
            return;
        };
        let other_side = match place {
            Place::Customer(_) => Side::Agent,
            Place::Slot(_) | Place::Main(_) | Place::Supervisor | Place::Elsewhere => {
                Side::Customer
            }
        };
        let done = match change {
            Change::Edit(text) => said::stamp(text)
                .filter(|_| copy.is_some())
                .and_then(|stamp| ledger.edited(token, Some(id), stamp)),
            Change::Delete => ledger.revoked(token, id),
            Change::React(emoji) => ledger.reacted(other_side, token, emoji),
            Change::Read => copy.is_none().then_some(()),
        };
        if done.is_none() {
            let what = format!("{token}: {change:?}, which nobody asked for");
            self.found(Fault::Altered, token.case, what, place);
        }
    }

    /// Says what became of all that was done in a case, and forgets it.
    pub(super) fn judge(&mut self, case: CaseNo) {
        let Some(ledger) = self.ledgers.remove(&case) else { return };
        self.judge_ledger(case, &ledger);
        for id in ledger.copy_ids() {
            self.copies.remove(id);
        }
        self.last_shown.retain(|_, (token, _)| token.case != case);
    }

    pub(super) fn judge_ledger(&mut self, case: CaseNo, ledger: &Ledger) {
        for (side, kind) in ledger.unseen() {
            self.carried.tale(side, kind).moot += 1;
        }
        for (side, kind, token, verdict) in ledger.judged(self.life) {
            let tale = self.carried.tale(side, kind);
            match verdict {
                Verdict::Arrived => tale.arrived += 1,
                Verdict::Moot => tale.moot += 1,
                Verdict::Lost => {
                    tale.lost += 1;
                    let what = match kind {
                        Kind::Edit => "the last words",
                        Kind::Deletion => "the deletion",
                        Kind::Text
                        | Kind::Image
                        | Kind::Voice
                        | Kind::Document
                        | Kind::Sticker
                        | Kind::Location
                        | Kind::Contact
                        | Kind::Reply
                        | Kind::Reaction => "the last reaction",
                    };
                    let ticket = self.cases.get(&case).and_then(|record| record.ticket);
                    let home = self.home(token).into_iter().collect::<Vec<_>>();
                    let what = format!("{what} of {token}");
                    self.findings.add(Fault::Lost, case, ticket, what, &home);
                }
            }
        }
    }

    /// Where a message is to come out.
    fn home(&self, token: Token) -> Option<Place> {
        let record = self.cases.get(&token.case)?;
        record.home_of(token.side, token.case, self.first_customer)
    }

    /// Where a message was written.
    fn written_at(&self, token: Token) -> Option<Place> {
        let other = match token.side {
            Side::Customer => Side::Agent,
            Side::Agent => Side::Customer,
        };
        self.home(Token { side: other, ..token })
    }

    fn case_at(&self, place: Place) -> Option<CaseNo> {
        match place {
            Place::Slot(seat) => self.slots.get(&seat).copied(),
            Place::Customer(customer) => customer.checked_sub(self.first_customer).map(CaseNo),
            Place::Main(_) | Place::Supervisor | Place::Elsewhere => None,
        }
    }

    fn found(&mut self, fault: Fault, case: CaseNo, what: String, place: Place) {
        let ticket = self.cases.get(&case).and_then(|record| record.ticket);
        self.findings.add(fault, case, ticket, what, &[place]);
    }
}
