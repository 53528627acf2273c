//! What is known of the messages of one case where there is more than texts: what each consists of, what
//! it quotes, what was done to it, and the copies of it on the other side.
//!
//! Relevo cannot know of every copy: where the gateway's answer was lost, or a crash came before it was on
//! disk, a message is sent once more, and only the last copy can be changed. [`Copy`] remembers that.

use super::super::mixed::asked::Cargo;
use super::super::mixed::stamp::Stamp;
use super::super::mixed::{Form, Kind, brought, file};
use super::super::token::{Side, Token};

/// What a message consists of and quotes.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Of which kind it counts as.
    pub kind: Kind,
    /// What it consists of.
    pub form: Form,
    /// Its id, in the chat where it was written.
    pub id: String,
    /// What it replies to.
    pub quote: Option<Named>,
}

/// A message, by the id that it has in somebody's chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Which.
    pub token: Token,
    /// The id.
    pub id: String,
    /// It had just come there: Relevo may not have heard yet under which id.
    pub fresh: bool,
}

/// A message as it came out on the other side.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Its id there.
    pub id: &'a str,
    /// Its words, without a name above them; nothing where it has none.
    pub words: Option<&'a str>,
    /// What it is, where it is more than words.
    pub cargo: Option<&'a Cargo>,
    /// What it replies to there.
    pub quote: Option<&'a str>,
    /// How often the server had been started.
    pub life: u32,
    /// The server was not told that it is out.
    pub untold: bool,
}

/// A copy on the other side.
#[derive(Debug)]
struct Copy {
    id: String,
    life: u32,
    untold: bool,
    /// Something else was done in its chat in the same life of the server: it was on disk then.
    followed: bool,
    revision: u16,
    revoked: bool,
}

impl Copy {
    /// Relevo cannot be blamed for not knowing it.
    fn is_doubtful(&self, life: u32) -> bool {
        self.untold || (!self.followed && self.life < life)
    }
}

#[derive(Debug)]
struct Entry {
    token: Token,
    written: Written,
    taken: bool,
    /// Edits that were written.
    revision: u16,
    /// A deletion was written; whether it was acknowledged.
    deleted: Option<bool>,
    copies: Vec<Copy>,
    /// The last edit that was told in words.
    told: Option<u16>,
    /// A line in its place says that it was deleted.
    gone: bool,
    /// It was deleted before it was seen.
    excused: bool,
}

/// Something that somebody did to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// New words.
    Edit(u16),
    /// Deleted.
    Delete,
    /// A reaction.
    React(String),
}

impl Deed {
    /// Of which kind it counts as.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Edit(_) => Kind::Edit,
            Self::Delete => Kind::Deletion,
            Self::React(_) => Kind::Reaction,
        }
    }
}

#[derive(Debug)]
struct Done {
    by: Side,
    of: Named,
    deed: Deed,
    taken: bool,
    /// A reaction was seen on the other side.
    shown: bool,
}

/// What the books say of a deed when the case is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Arrived,
    Moot,
    Lost,
}

/// The messages of a case.
#[derive(Debug, Default)]
pub struct Ledger {
    entries: Vec<Entry>,
    deeds: Vec<Done>,
}

impl Ledger {
    fn entry(&self, token: Token) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.token == token)
    }

    fn entry_mut(&mut self, token: Token) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.token == token)
    }

    pub(super) fn wrote(&mut self, token: Token, written: Written) {
        self.entries.push(Entry {
            token,
            written,
            taken: false,
            revision: 0,
            deleted: None,
            copies: Vec::new(),
            told: None,
            gone: false,
            excused: false,
        });
    }

    /// A message was acknowledged; its kind, the first time.
    pub(super) fn taken(&mut self, token: Token) -> Option<Kind> {
        let entry = self.entry_mut(token)?;
        (!std::mem::replace(&mut entry.taken, true)).then_some(entry.written.kind)
    }

    pub(super) fn kind_of(&self, token: Token) -> Option<Kind> {
        self.entry(token).map(|entry| entry.written.kind)
    }

    /// Somebody does something to a message; its number.
    pub(super) fn did(&mut self, by: Side, of: Named, deed: Deed) -> usize {
        if let Some(entry) = self.entry_mut(of.token) {
            match &deed {
                Deed::Edit(revision) => entry.revision = *revision,
                Deed::Delete => entry.deleted = Some(false),
                Deed::React(_) => {}
            }
        }
        self.deeds.push(Done { by, of, deed, taken: false, shown: false });
        self.deeds.len() - 1
    }

    /// That was acknowledged: whose it was, of which kind, and the message that nobody has to see any more.
    pub(super) fn deed_taken(&mut self, number: usize) -> Option<(Side, Kind, Option<Token>)> {
        let deed = self.deeds.get_mut(number)?;
        if std::mem::replace(&mut deed.taken, true) {
            return None;
        }
        let (by, kind, token) = (deed.by, deed.deed.kind(), deed.of.token);
        let mut unseen = None;
        if kind == Kind::Deletion
            && let Some(entry) = self.entry_mut(token)
        {
            entry.deleted = Some(true);
            if entry.copies.is_empty() && !std::mem::replace(&mut entry.excused, true) {
                unseen = Some(token);
            }
        }
        Some((by, kind, unseen))
    }

    /// Whether nobody had to see a message when it came.
    #[must_use]
    pub fn is_excused(&self, token: Token) -> bool {
        self.entry(token).is_some_and(|entry| entry.excused)
    }

    /// Messages of a side that it can still change; with what they consist of and their last edit.
    #[must_use]
    pub fn changeable(&self, side: Side) -> Vec<(Named, Form, u16)> {
        let busy = |token| {
            self.deeds.iter().any(|done| {
                done.of.token == token && !done.taken && !matches!(done.deed, Deed::React(_))
            })
        };
        self.entries
            .iter()
            .filter(|entry| entry.token.side == side && entry.taken && entry.deleted.is_none())
            .filter(|entry| !busy(entry.token))
            .map(|entry| (entry.named(), entry.written.form, entry.revision))
            .collect()
    }

    /// Messages that a side can quote or react to, by their ids in its own chat.
    #[must_use]
    pub fn seen_by(&self, side: Side) -> Vec<Named> {
        let alive = self.entries.iter().filter(|entry| entry.taken && entry.deleted.is_none());
        alive
            .filter_map(|entry| {
                if entry.token.side == side {
                    return Some(entry.named());
                }
                let last = entry.copies.last().filter(|copy| !copy.untold && !copy.revoked)?;
                Some(Named { token: entry.token, id: last.id.clone(), fresh: !last.followed })
            })
            .collect()
    }

    /// Whether a side has reacted to a message already, and waits for no acknowledgement of it.
    #[must_use]
    pub fn reactions(&self, by: Side, of: Token) -> (usize, bool) {
        let all = self.deeds.iter().filter(|done| {
            done.by == by && done.of.token == of && matches!(done.deed, Deed::React(_))
        });
        (all.clone().count(), all.clone().all(|done| done.taken))
    }

    /// Whether a message that came without a quote was written with one.
    pub(super) fn is_unquoted(&self, token: Token, shown: &Shown<'_>) -> bool {
        let quoted = self.entry(token).is_some_and(|entry| entry.written.quote.is_some());
        quoted && shown.quote.is_none()
    }

    /// A message came out on the other side: what is wrong with it.
    pub(super) fn shown(&mut self, stamp: Stamp, shown: &Shown<'_>, life: u32) -> Vec<String> {
        let wrong = match self.entry(stamp.token) {
            Some(entry) => self.faults_of(entry, stamp, shown, life),
            None => Vec::new(),
        };
        self.add_copy(stamp, shown);
        wrong
    }

    /// It came once more.
    pub(super) fn add_copy(&mut self, stamp: Stamp, shown: &Shown<'_>) {
        if let Some(entry) = self.entry_mut(stamp.token) {
            entry.copies.push(Copy {
                id: shown.id.to_owned(),
                life: shown.life,
                untold: shown.untold,
                followed: false,
                revision: stamp.revision,
                revoked: false,
            });
        }
    }

    /// Something was done in the chat after a message had come.
    pub(super) fn followed(&mut self, token: Token) {
        if let Some(copy) = self.entry_mut(token).and_then(|entry| entry.copies.last_mut()) {
            copy.followed = true;
        }
    }

    fn faults_of(&self, entry: &Entry, stamp: Stamp, shown: &Shown<'_>, life: u32) -> Vec<String> {
        let Written { form, quote, .. } = &entry.written;
        let mut wrong = Vec::new();
        let found = shown.cargo.map_or(Form::Text, |cargo| cargo.form);
        if found != *form {
            wrong.push(format!("{form:?} came as {found:?}"));
        } else if let (true, Some(cargo)) = (form.is_file(), shown.cargo) {
            if cargo.hash != file::hash(&file::bytes(entry.token, *form)) {
                wrong.push("other bytes".into());
            }
            let name = (*form == Form::Document).then(|| file::name(entry.token));
            if cargo.name != name {
                wrong.push(format!("the name {:?}", cargo.name.as_deref().unwrap_or_default()));
            }
        }
        if stamp.revision > entry.revision {
            wrong.push("an edit that nobody made".into());
        }
        let speaks = !matches!(form, Form::Voice | Form::Sticker);
        let words = speaks.then(|| brought::words(stamp));
        if shown.words != words.as_deref() {
            wrong.push(format!("other words: {:?}", shown.words.unwrap_or_default()));
        }
        match (quote, shown.quote) {
            (None, None) => {}
            (None, Some(id)) => wrong.push(format!("a quote that nobody made, of {id}")),
            (Some(named), None) if self.may_go_unnamed(entry.token.side, named, life) => {}
            (Some(named), None) => wrong.push(format!("without its quote of {}", named.token)),
            (Some(named), Some(id)) if self.is_named_by(entry.token.side, named.token, id) => {}
            (Some(named), Some(id)) => wrong.push(format!("quotes {id} and not {}", named.token)),
        }
        wrong
    }

    /// Whether an id in the chat of the other side is that of a message.
    fn is_named_by(&self, by: Side, token: Token, id: &str) -> bool {
        self.entry(token).is_some_and(|entry| match token.side == by {
            true => entry.copies.iter().any(|copy| copy.id == id),
            false => entry.written.id == id,
        })
    }

    /// A message that is gone, or whose copy Relevo does not know, or not yet, cannot be named.
    fn may_go_unnamed(&self, by: Side, named: &Named, life: u32) -> bool {
        let Some(entry) = self.entry(named.token) else { return false };
        let by_copy = entry.token.side != by;
        let unknown = entry.copies.iter().find(|copy| by_copy && copy.id == named.id);
        let is_last = entry.copies.last().is_some_and(|copy| copy.id == named.id);
        named.fresh
            || entry.deleted.is_some()
            || unknown.is_some_and(|copy| !is_last || copy.is_doubtful(life))
            // Only doubtful copies of it are there.
            || (!by_copy && entry.copies.last().is_some_and(|copy| copy.is_doubtful(life)))
    }

    /// A line in the slot says that a message was deleted before it was shown; which one that is, and whether
    /// that is news.
    pub(super) fn gone(&mut self, shown: &Shown<'_>) -> Option<(Token, bool)> {
        let unseen = self.entries.iter_mut().filter(|entry| {
            entry.token.side == Side::Customer && entry.deleted.is_some() && entry.copies.is_empty()
        });
        // Rather one whose deletion is known to have come.
        let entry = unseen.min_by_key(|entry| entry.deleted == Some(false))?;
        entry.gone = true;
        let is_news = !std::mem::replace(&mut entry.excused, true);
        let stamp = Stamp::first(entry.token);
        self.add_copy(stamp, shown);
        Some((stamp.token, is_news))
    }

    /// Relevo edited a copy, or told the edit in words; `None` if there is nothing of the kind.
    pub(super) fn edited(&mut self, of: Token, id: Option<&str>, stamp: Stamp) -> Option<()> {
        let entry = self.entry_mut(of).filter(|_| stamp.token == of)?;
        (0 < stamp.revision && stamp.revision <= entry.revision).then_some(())?;
        match id {
            Some(id) => {
                let copy = entry.copies.iter_mut().find(|copy| copy.id == id)?;
                copy.revision = stamp.revision;
            }
            None => entry.told = Some(stamp.revision),
        }
        Some(())
    }

    /// Relevo deleted a copy; `None` if nobody wanted that.
    pub(super) fn revoked(&mut self, of: Token, id: &str) -> Option<()> {
        let entry = self.entry_mut(of).filter(|entry| entry.deleted.is_some())?;
        let copy = entry.copies.iter_mut().find(|copy| copy.id == id)?;
        copy.revoked = true;
        Some(())
    }

    /// Relevo showed a side's reaction; `None` if that side made none.
    pub(super) fn reacted(&mut self, by: Side, of: Token, emoji: &str) -> Option<()> {
        let of_it = |done: &&mut Done| {
            done.by == by && done.of.token == of && matches!(done.deed, Deed::React(_))
        };
        let mut known = false;
        for done in self.deeds.iter_mut().filter(of_it) {
            done.shown = done.deed == Deed::React(emoji.to_owned());
            known |= done.shown;
        }
        known.then_some(())
    }

    /// What became of all that was done and acknowledged.
    pub(super) fn judged(&self, life: u32) -> impl Iterator<Item = (Side, Kind, Token, Verdict)> {
        self.deeds.iter().enumerate().filter(|(_, done)| done.taken).map(move |(at, done)| {
            let verdict = self.verdict(at, done, life);
            (done.by, done.deed.kind(), done.of.token, verdict)
        })
    }

    fn verdict(&self, at: usize, done: &Done, life: u32) -> Verdict {
        let Some(entry) = self.entry(done.of.token) else { return Verdict::Lost };
        let last = entry.copies.last();
        let doubtful = last.is_some_and(|copy| copy.is_doubtful(life));
        let later = self.deeds.get(at + 1..).unwrap_or_default();
        let arrived = match &done.deed {
            Deed::Edit(revision) => {
                let last = last.map(|copy| copy.revision).max(entry.told);
                last.is_some_and(|shown| shown == *revision)
            }
            Deed::Delete => entry.gone || last.is_some_and(|copy| copy.revoked),
            Deed::React(_) => done.shown,
        };
        let overtaken = match &done.deed {
            // Only the last words count, and none of what is deleted.
            Deed::Edit(revision) => entry.revision > *revision || entry.deleted.is_some(),
            Deed::Delete => last.is_none(),
            Deed::React(_) => {
                let again = later.iter().any(|later| {
                    later.by == done.by
                        && later.of.token == done.of.token
                        && matches!(later.deed, Deed::React(_))
                });
                again || entry.deleted.is_some() || self.may_go_unnamed(done.by, &done.of, life)
            }
        };
        match (arrived, overtaken || doubtful) {
            (true, _) => Verdict::Arrived,
            (false, true) => Verdict::Moot,
            (false, false) => Verdict::Lost,
        }
    }

    /// The ids of all copies.
    pub(super) fn copy_ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| &entry.copies).map(|copy| copy.id.as_str())
    }

    /// Messages of which nobody had to see anything.
    pub(super) fn unseen(&self) -> impl Iterator<Item = (Side, Kind)> {
        let unseen = self
            .entries
            .iter()
            .filter(|entry| entry.excused && (entry.gone || entry.copies.is_empty()));
        unseen.map(|entry| (entry.token.side, entry.written.kind))
    }
}

impl Entry {
    fn named(&self) -> Named {
        Named { token: self.token, id: self.written.id.clone(), fresh: false }
    }
}
