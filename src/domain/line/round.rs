//! What the line knows and others ask for: whom a name means, whom to ask on the way round the house, what a customer
//! was asked.

use std::sync::Arc;

use super::Line;
use crate::domain::acts::Deed;
use crate::domain::destination::{self, Found, Named, Place};
use crate::domain::ids::{AgentId, GroupId, Timestamp};
use crate::domain::main_group::cut;
use crate::domain::message::{Directions, GroupNamed, RatingStands, Survey, Tell, WhereTo};
use crate::domain::notice::Notice;
use crate::domain::outcome::Outcome;

/// Characters of a name that nobody bears that are shown.
const NAME_MOST: usize = 40;

impl Line {
    /// A main group has a name, or another one.
    pub fn group_named(&mut self, msg: GroupNamed) -> Outcome {
        self.group_names.insert(msg.group, msg.name);
        Outcome::default()
    }

    /// A slot asks whom an agent means.
    pub fn where_to(&self, msg: &WhereTo, now: Timestamp) -> Outcome {
        let directions = match &msg.asked {
            None => self.home(msg, now),
            Some(asked) => self.directions(msg, asked, now),
        };
        let tell = Tell::Slot(msg.slot, directions.into());
        Outcome { tells: vec![tell], ..Outcome::default() }
    }

    /// Back to where the case was announced, or where its like is if that group is no more.
    fn home(&self, msg: &WhereTo, now: Timestamp) -> Directions {
        let group = if self.places.kind(msg.group).is_some() {
            Some(msg.group)
        } else {
            self.places.suited(msg.department, &msg.words, now)
        };
        Directions::Go { deed: Deed::Return { group }, rest: None }
    }

    fn directions(&self, msg: &WhereTo, asked: &str, now: Timestamp) -> Directions {
        let mut known: Vec<Named> = self
            .agents
            .values()
            .filter(|agent| agent.agent != msg.holder)
            .map(|agent| Named { name: agent.name.clone(), place: Place::Agent(agent.agent) })
            .collect();
        known.extend(self.open_groups().map(|group| Named {
            name: self.group_names.get(&group).cloned().unwrap_or_default(),
            place: Place::Group(group),
        }));
        let say = |notice| Directions::Say(Box::new(notice));
        if asked.is_empty() {
            return say(Notice::NoDestination { names: destination::some(&known) });
        }
        let shown = cut(asked, NAME_MOST);
        match destination::find(&known, asked) {
            Found::One { place, rest } => {
                let deed = match place {
                    Place::Agent(agent) => Deed::Transfer { agent },
                    Place::Group(group) => Deed::Return { group: Some(group) },
                    Place::Department(department) => {
                        Deed::Return { group: self.places.suited(department, &msg.words, now) }
                    }
                };
                Directions::Go { deed, rest }
            }
            Found::Many(names) => say(Notice::ManyDestinations { asked: shown, names }),
            Found::Nobody(names) => match self.holder_called(msg.holder, asked) {
                // Who has it already is told so.
                Some(deed) => Directions::Go { deed, rest: None },
                None => say(Notice::UnknownDestination { asked: shown, names }),
            },
        }
    }

    fn holder_called(&self, holder: AgentId, asked: &str) -> Option<Deed> {
        let holder = self.agents.get(&holder)?;
        let named = Named { name: holder.name.clone(), place: Place::Agent(holder.agent) };
        match destination::find(&[named], asked) {
            Found::One { place: Place::Agent(agent), .. } => Some(Deed::Transfer { agent }),
            Found::One { .. } | Found::Many(_) | Found::Nobody(_) => None,
        }
    }

    /// Somebody asks what nobody knows alone: everybody is asked, one after the other.
    pub fn survey(&self, mut survey: Survey, now: Timestamp) -> Outcome {
        let rules = &self.settings.rules;
        let zone = &self.settings.time_zone;
        let is_off = |agent: AgentId| !rules.agent_shift(agent, zone).is_open(now);
        survey.groups = self.open_groups().collect();
        // The last is asked first.
        survey.groups.reverse();
        survey.agents = self.agents.keys().rev().map(|agent| (*agent, is_off(*agent))).collect();
        survey.go_on()
    }

    /// What a customer was asked has changed.
    pub fn rating_stands(&mut self, msg: RatingStands) -> Outcome {
        if let Some(known) = self.customers.get_mut(&msg.customer) {
            Arc::make_mut(&mut known.customer).asked = Some(msg.asked);
        }
        Outcome::default()
    }

    fn open_groups(&self) -> impl DoubleEndedIterator<Item = GroupId> + '_ {
        self.places.for_tickets()
    }
}
