//! The line's side of the simulated WhatsApp: what a gateway is asked to do, besides sending.

use std::collections::BTreeMap;

use super::chats::{Group, Log, Member, Place, SUBJECT_MOST};
use super::faults::take_one;
use super::network::Network;
use super::numbering::{INVITE_PREFIX, group_chat, invite_code};
use super::people::{Person, PersonId, PersonKind, is_on_whatsapp};
use super::sending::no_group;
use crate::domain::identity::Identity;
use crate::domain::ids::ChatId;
use crate::domain::inbound::{Inbound, MemberChange};
use crate::domain::phone::Phone;
use crate::domain::reason;
use crate::gateway::{GatewayError, GroupInfo, MemberAction, MemberResult};

/// More groups than this are not created.
const GROUPS_MOST: usize = 2_000;

impl Network {
    /// Who a number is. One that nobody has becomes an agent's phone; one that ends in 0000 stays unknown.
    ///
    /// # Errors
    /// The line is not connected, or the simulator is full.
    pub fn look_up(&mut self, phone: &Phone) -> Result<Option<Identity>, GatewayError> {
        self.check_connected()?;
        if self.is_own(&Identity::of_phone(phone.clone())) {
            return Ok(Some(self.own.clone()));
        }
        let Some(id) = self.meet(&Identity::of_phone(phone.clone()), PersonKind::Agent)? else {
            return Ok(None);
        };
        Ok(self.person(id).map(Person::looked_up))
    }

    /// A new group with those of `members` who are on WhatsApp and may be added.
    ///
    /// # Errors
    /// What a gateway would answer; the group may exist nevertheless.
    pub fn create_group(
        &mut self,
        subject: &str,
        members: &[Identity],
    ) -> Result<GroupInfo, GatewayError> {
        self.check_connected()?;
        let subject = subject.trim();
        if subject.is_empty() || subject.chars().count() > SUBJECT_MOST {
            return Err(GatewayError::Never("the subject is empty or too long".to_owned()));
        }
        let refused = take_one(&mut self.faults.creations_refused);
        // The same words whether or not the group came to be: the caller cannot know.
        let unknown = || GatewayError::Unknown("unknown error (429)".to_owned());
        if refused && !self.faults.refused_creations_happen {
            return Err(unknown());
        }
        if self.groups.len() >= GROUPS_MOST {
            return Err(GatewayError::Never("the simulator is full".to_owned()));
        }
        let mut inside = BTreeMap::new();
        for who in members {
            if let Some(id) = self.meet(who, PersonKind::Agent)?
                && self.person(id).is_some_and(|person| !person.private)
            {
                inside.insert(id, Member { admin: false });
            }
        }
        self.last_group += 1;
        self.tally.groups += 1;
        let chat = group_chat(self.last_group);
        let invite = invite_code(self.last_group);
        let (subject, log) = (subject.to_owned(), Log::default());
        let group = Group { chat: chat.clone(), subject, members: inside, invite, log };
        let info = self.info(&group);
        self.groups.insert(chat.clone(), group);
        let (subject, people) = (info.subject.clone(), info.people.clone());
        self.report(
            Some(Place::Group(chat.clone())),
            None,
            Inbound::Group { chat, subject, people },
        );
        if refused { Err(unknown()) } else { Ok(info) }
    }

    /// All groups, with their members.
    ///
    /// # Errors
    /// The line is not connected.
    pub fn groups(&self) -> Result<Vec<GroupInfo>, GatewayError> {
        self.check_connected()?;
        Ok(self.groups.values().map(|group| self.info(group)).collect())
    }

    /// One group with its members, the line among them.
    ///
    /// # Errors
    /// The line is not connected.
    pub fn group(&self, chat: &ChatId) -> Result<Option<GroupInfo>, GatewayError> {
        self.check_connected()?;
        Ok(self.groups.get(chat).map(|group| self.info(group)))
    }

    /// Adds, promotes or removes a person.
    ///
    /// # Errors
    /// The line is not connected or not in that group.
    pub fn change_member(
        &mut self,
        chat: &ChatId,
        who: &Identity,
        action: MemberAction,
    ) -> Result<MemberResult, GatewayError> {
        self.check_connected()?;
        if !self.groups.contains_key(chat) {
            return Err(no_group());
        }
        if self.is_own(who) {
            return Ok(MemberResult::Done);
        }
        let Some(id) = self.meet(who, PersonKind::Agent)? else {
            return Ok(MemberResult::NotFound);
        };
        let private = self.person(id).is_some_and(|person| person.private);
        let Some(group) = self.groups.get_mut(chat) else { return Err(no_group()) };
        let change = match (action, group.members.get_mut(&id)) {
            (MemberAction::Add, None) if private => return Ok(MemberResult::NotAllowed),
            (MemberAction::Add, None) => {
                group.members.insert(id, Member { admin: false });
                MemberChange::Joined
            }
            (MemberAction::Promote, None) => return Ok(MemberResult::NotFound),
            (MemberAction::Promote, Some(member)) if !member.admin => {
                member.admin = true;
                MemberChange::Promoted
            }
            (MemberAction::Remove, Some(_)) => {
                group.members.remove(&id);
                MemberChange::Left
            }
            (MemberAction::Add | MemberAction::Promote, Some(_)) | (MemberAction::Remove, None) => {
                return Ok(MemberResult::Done);
            }
        };
        self.report_member(chat, id, change);
        Ok(MemberResult::Done)
    }

    /// Gives a group another name.
    ///
    /// # Errors
    /// The line is not connected or not in that group, or the name cannot be one.
    pub fn rename_group(&mut self, chat: &ChatId, subject: &str) -> Result<(), GatewayError> {
        self.check_connected()?;
        let subject = subject.trim();
        if subject.is_empty() || subject.chars().count() > SUBJECT_MOST {
            return Err(GatewayError::Never("the subject is empty or too long".to_owned()));
        }
        let group = self.groups.get_mut(chat).ok_or_else(no_group)?;
        subject.clone_into(&mut group.subject);
        Ok(())
    }

    /// Leaves a group. What people write in it then is nobody's affair here: it is gone from all phones.
    ///
    /// # Errors
    /// The line is not connected.
    pub fn leave_group(&mut self, chat: &ChatId) -> Result<(), GatewayError> {
        self.check_connected()?;
        self.groups.remove(chat);
        Ok(())
    }

    /// The link into a group.
    ///
    /// # Errors
    /// The line is not connected or not in that group.
    pub fn invite_link(&self, chat: &ChatId) -> Result<String, GatewayError> {
        self.check_connected()?;
        let group = self.groups.get(chat).ok_or_else(no_group)?;
        Ok(format!("{INVITE_PREFIX}{}", group.invite))
    }

    /// The chat behind an address of the line's; whoever is written to for the first time is taken in.
    pub(super) fn place(&mut self, chat: &ChatId) -> Result<Place, GatewayError> {
        if chat.is_group() {
            return Ok(Place::Group(chat.clone()));
        }
        let nobody = || GatewayError::Never(reason::NOT_ON_WHATSAPP.to_owned());
        let who = Identity::from_jid(chat.as_str());
        if self.is_own(&who) {
            return Err(nobody());
        }
        self.meet(&who, PersonKind::Customer)?.map(Place::Direct).ok_or_else(nobody)
    }

    /// The person with this identity. A number that nobody has yet becomes a person.
    fn meet(&mut self, who: &Identity, kind: PersonKind) -> Result<Option<PersonId>, GatewayError> {
        if let Some(known) = self.find(who) {
            return Ok(Some(known));
        }
        match &who.phone {
            Some(phone) if is_on_whatsapp(phone) && !self.is_own(who) => self
                .people
                .add("", phone.clone(), kind)
                .map(Some)
                .map_err(|error| GatewayError::Never(error.to_string())),
            Some(_) | None => Ok(None),
        }
    }

    pub(super) fn find(&self, who: &Identity) -> Option<PersonId> {
        match (&who.phone, &who.lid) {
            // As everywhere: a visible number decides.
            (Some(phone), _) => self.people.with_phone(phone),
            (None, Some(lid)) => self.people.with_lid(lid),
            (None, None) => None,
        }
    }

    fn info(&self, group: &Group) -> GroupInfo {
        let members = group.members.keys().filter_map(|id| self.person(*id)).map(Person::identity);
        let people = std::iter::once(self.own.clone()).chain(members).collect();
        let admins = group.members.iter().filter(|(_, member)| member.admin);
        let admins = admins.filter_map(|(id, _)| self.person(*id)).map(Person::identity);
        // The line made all groups that it is in.
        let admins = std::iter::once(self.own.clone()).chain(admins).collect();
        GroupInfo { chat: group.chat.clone(), subject: group.subject.clone(), people, admins }
    }

    pub(super) fn check_connected(&self) -> Result<(), GatewayError> {
        if self.faults.is_down() {
            return Err(GatewayError::NotConnected("the line is offline (simulated)".to_owned()));
        }
        Ok(())
    }
}
