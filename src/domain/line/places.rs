//! Where the line's tickets go: placed when they begin, moved when a shift ends, and their customers told when nobody
//! is there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Holder, Line, Route};
use crate::domain::acts::{By, Deed};
use crate::domain::event::Event;
use crate::domain::ids::{AgentId, CustomerId, GroupId, TicketNo, Timestamp};
use crate::domain::message::{
    ActOnCase, AgentStands, MemberStands, NobodyThere, Place, PlaceLabelled, Placed, ReturnToShift,
    Silenced, StaffStands, Tell,
};
use crate::domain::notice::Notice;
use crate::domain::outcome::{Outcome, Receipt};
use crate::domain::reason::SHIFT_ENDED;
use crate::domain::routing::{self, Wanted};
use crate::domain::settings::{Department, GroupKind, LineSettings};
use crate::domain::shifts::{Assignment, ShiftRules};
use crate::domain::ticket::Customer;

/// A customer is told again that nobody is there after this long at the latest (milliseconds), if it never opens.
const TOLD_MS: i64 = 30 * 24 * 3_600_000;
/// So many customers may be remembered as told before those are looked for who need not be.
const TOLD_MOST: usize = 1_000;

/// The main groups as places for tickets, and who could be given one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Places {
    by_group: BTreeMap<GroupId, routing::Place>,
    /// What each knows best, as its label says.
    labels: BTreeMap<GroupId, String>,
    rules: ShiftRules,
    /// Groups that give their tickets out themselves.
    automatic: BTreeSet<GroupId>,
    members: BTreeMap<GroupId, BTreeSet<AgentId>>,
    agents: BTreeMap<AgentId, AgentStands>,
    /// Tickets placed so far.
    placed: u64,
    /// When to look whether tickets wait where nobody is.
    look: Option<Timestamp>,
    /// Groups are to be told of their agents at the next look.
    tells_staff: bool,
    /// Customers who were told that nobody is there, and when.
    told: BTreeMap<CustomerId, Timestamp>,
}

impl Places {
    pub(super) fn new(settings: &LineSettings) -> Self {
        let mut places = Self {
            by_group: BTreeMap::new(),
            labels: BTreeMap::new(),
            rules: settings.shifts.clone(),
            automatic: BTreeSet::new(),
            members: BTreeMap::new(),
            agents: BTreeMap::new(),
            placed: 0,
            look: None,
            tells_staff: false,
            told: BTreeMap::new(),
        };
        places.change_settings(settings);
        places
    }

    /// Takes over changed settings: what they mean for tickets that wait is seen to at once.
    pub(super) fn change_settings(&mut self, settings: &LineSettings) {
        self.rules = settings.shifts.clone();
        let rules = &settings.rules;
        let gives = |group: &GroupId| rules.group(*group).assignment == Assignment::Auto;
        self.automatic = rules.groups.keys().filter(|group| gives(group)).copied().collect();
        for (group, place) in &mut self.by_group {
            set(place, *group, settings);
        }
        self.tells_staff = !self.automatic.is_empty();
        self.look = Some(Timestamp(0));
    }

    /// The main groups where tickets are announced.
    pub(super) fn for_tickets(&self) -> impl DoubleEndedIterator<Item = GroupId> + '_ {
        let places = self.by_group.iter();
        places.filter(|(_, place)| place.kind != GroupKind::Supervisor).map(|(group, _)| *group)
    }

    pub(super) fn open(&mut self, group: GroupId, kind: GroupKind, settings: &LineSettings) {
        let place = self.by_group.entry(group).or_insert_with(|| {
            let shift = settings.rules.group_shift(group, &settings.time_zone);
            routing::Place::new(kind, shift)
        });
        place.speciality = self.labels.get(&group).cloned().unwrap_or_default();
        set(place, group, settings);
    }

    pub(super) fn close(&mut self, group: GroupId) {
        self.by_group.remove(&group);
    }

    pub(super) fn kind(&self, group: GroupId) -> Option<GroupKind> {
        self.by_group.get(&group).map(|place| place.kind)
    }

    pub(super) fn forget_agent(&mut self, agent: AgentId) {
        self.agents.remove(&agent);
        for members in self.members.values_mut() {
            members.remove(&agent);
        }
    }

    /// A ticket comes to a group.
    pub(super) fn came(&mut self, group: GroupId) {
        if let Some(place) = self.by_group.get_mut(&group) {
            place.pending += 1;
        }
    }

    /// A ticket leaves a group.
    pub(super) fn left(&mut self, group: GroupId) {
        if let Some(place) = self.by_group.get_mut(&group) {
            place.pending = place.pending.saturating_sub(1);
        }
    }

    /// The group that had the case before, for one that goes on from it: unless it is off shift while another is on.
    fn again(&mut self, group: GroupId, department: Department, now: Timestamp) -> Option<GroupId> {
        let kind = department.kind();
        let is_on = |place: &routing::Place| place.kind == kind && place.shift.is_open(now);
        let any = self.by_group.values().any(is_on);
        let place = self.by_group.get_mut(&group).filter(|place| place.kind == kind)?;
        if any && !is_on(place) {
            return None;
        }
        self.placed += 1;
        place.sent(self.placed, now);
        Some(group)
    }

    /// The group for a new ticket, which is on its way there.
    fn choose(&mut self, wanted: &Wanted, now: Timestamp) -> Option<GroupId> {
        let group = routing::choose(&self.by_group, wanted, self.rules.balance, now)?;
        self.placed += 1;
        if let Some(place) = self.by_group.get_mut(&group) {
            place.sent(self.placed, now);
        }
        Some(group)
    }

    /// The group that a ticket of a department, whose customer wrote this, would go to now.
    pub(super) fn suited(
        &self,
        department: Department,
        words: &str,
        now: Timestamp,
    ) -> Option<GroupId> {
        let wanted = Wanted::new(department, None, words);
        routing::choose(&self.by_group, &wanted, self.rules.balance, now)
    }

    /// The group that takes over what a group of this kind has, which takes no tickets any more.
    pub(super) fn instead_of(&self, kind: GroupKind, now: Timestamp) -> Option<GroupId> {
        self.suited(kind.department()?, "", now)
    }

    /// Whether nobody is in this group, and somebody in another of its kind.
    fn is_left_alone(&self, group: GroupId, now: Timestamp) -> bool {
        let Some(place) = self.by_group.get(&group) else { return false };
        let is_on = |other: &routing::Place| other.kind == place.kind && other.shift.is_open(now);
        !place.shift.is_open(now) && self.by_group.values().any(is_on)
    }

    /// Where a case of this group goes when nobody is there.
    fn next_shift(&mut self, case: &ReturnToShift, now: Timestamp) -> Option<GroupId> {
        let group = case.group;
        let Some(place) = self.by_group.get(&group) else {
            return self.suited(case.department, &case.words, now);
        };
        if !self.is_left_alone(group, now) {
            return Some(group);
        }
        let department = place.kind.department().unwrap_or(case.department);
        let wanted = Wanted::leaving(place, department, &case.words);
        self.choose(&wanted, now)
    }

    /// Sets the next look, for tickets that could be somewhere else.
    pub(super) fn plan_look(&mut self, now: Timestamp) {
        if !self.rules.move_pending {
            return;
        }
        let waits = |kind: GroupKind| {
            let mut of_kind = self.by_group.values().filter(|place| place.kind == kind);
            of_kind.clone().count() > 1 && of_kind.any(|place| place.pending > 0)
        };
        let (support, sales) = (waits(GroupKind::Support), waits(GroupKind::Sales));
        let looked_at = |place: &&routing::Place| match place.kind {
            GroupKind::Support => support,
            GroupKind::Sales => sales,
            GroupKind::Supervisor => false,
        };
        let changes = self.by_group.values().filter(looked_at);
        let changes = changes.filter_map(|place| place.shift.next_change(now));
        self.look = changes.chain(self.look).min();
    }

    pub(super) fn next_look(&self) -> Option<Timestamp> {
        self.look
    }

    /// What a group that gives its tickets out is told of its agents.
    fn staff_of(&self, group: GroupId) -> impl Iterator<Item = Tell> {
        let members = self.members.get(&group).into_iter().flatten();
        let known = members.filter_map(|agent| self.agents.get(agent));
        known.map(move |stands| {
            let (agent, stands) = (stands.agent, Some(stands.clone()));
            Tell::Group(group, StaffStands { agent, stands }.into())
        })
    }
}

/// Sets what the settings say of a place.
fn set(place: &mut routing::Place, group: GroupId, settings: &LineSettings) {
    place.shift = settings.rules.group_shift(group, &settings.time_zone);
    let keywords = settings.rules.groups.get(&group).map(|rules| rules.keywords.as_slice());
    let keywords = keywords.unwrap_or_default().iter().map(|word| routing::comparable(word));
    place.keywords = keywords.collect();
}

impl Line {
    /// Intake wants a ticket for a customer.
    pub fn place(&mut self, msg: Place, now: Timestamp) -> Outcome {
        let customer = msg.customer.id;
        // Whoever is about to have a case is not let go.
        let mut outcome = self.stay(customer, "flash-bad-customer-has-case", now);
        if self.is_blocked(customer) {
            outcome.tells.push(Tell::Intake(Silenced { customer }.into()));
            return outcome;
        }
        let wanted = Wanted::new(msg.department, msg.speciality.as_deref(), &msg.words);
        let before = msg.group.and_then(|group| self.places.again(group, msg.department, now));
        let Some(group) = before.or_else(|| self.places.choose(&wanted, now)) else {
            outcome.tells.push(Tell::Intake(Placed { customer, place: None }.into()));
            return outcome;
        };
        if !msg.is_quiet {
            outcome.absorb(self.tell_closed(&msg.customer, group, now));
        }
        if !self.customers.contains_key(&customer) {
            self.restore_customer(msg.customer, Holder::Intake, now);
        }
        let Some(known) = self
            .customers
            .get_mut(&customer)
            .filter(|known| known.route == Route::Held(Holder::Intake))
        else {
            return Outcome::broken("intake placed a customer that it does not hold");
        };
        known.route = Route::Moving { waiting: Vec::new() };
        self.places.came(group);
        self.places.plan_look(now);
        let ticket = self.next_ticket;
        self.next_ticket = ticket.next();
        let placed = Placed { customer, place: Some((ticket, group)) };
        outcome.tells.push(Tell::Intake(placed.into()));
        outcome
    }

    /// Tells a customer, once until it opens again, that nobody is there.
    pub(super) fn tell_closed(
        &mut self,
        customer: &Customer,
        group: GroupId,
        now: Timestamp,
    ) -> Outcome {
        let mut outcome = Outcome::default();
        let places = &mut self.places;
        let place = places.by_group.get(&group).filter(|_| places.rules.tell_closed);
        let Some(place) = place.filter(|place| !place.shift.is_open(now)) else { return outcome };
        let told = places.told.get(&customer.id).filter(|at| now.since(**at) < TOLD_MS);
        if told.is_some_and(|at| place.shift.next_open(*at).is_none_or(|opens| opens > now)) {
            return outcome;
        }
        outcome.say(&customer.chat, Notice::Closed { opens: place.shift.next_open(now) });
        outcome.events.push(Event::ToldClosed { customer: customer.id, at: now });
        if places.told.len() >= TOLD_MOST {
            places.told.retain(|_, at| now.since(*at) < TOLD_MS);
        }
        places.told.insert(customer.id, now);
        outcome
    }

    /// The main groups that get tickets, and what for.
    pub fn places(&self) -> impl Iterator<Item = (GroupId, GroupKind)> {
        self.places.by_group.iter().map(|(group, place)| (*group, place.kind))
    }

    /// Takes in that a customer was told that nobody is there.
    pub fn restore_told(&mut self, customer: CustomerId, at: Timestamp) {
        self.places.told.insert(customer, at);
    }

    /// The agent of a case is off shift: it goes back to its main group, or to one that is on shift. A pending one
    /// goes to one that is on shift, if there is one.
    pub fn return_to_shift(&mut self, msg: ReturnToShift, now: Timestamp) -> Outcome {
        let (customer, ticket) = (msg.customer, msg.ticket);
        let Some(known) = self.customers.get(&customer) else { return Outcome::default() };
        let is_pending_in = match known.route {
            Route::Held(Holder::Group(group, held)) if held == ticket => Some(group),
            Route::Held(Holder::Slot(_, held)) if held == ticket => None,
            // It has gone on meanwhile.
            Route::Held(_) | Route::Moving { .. } => return Outcome::default(),
        };
        let to = self.places.next_shift(&msg, now);
        match (is_pending_in, to) {
            (Some(own), Some(group)) if group != own => {
                self.by_itself(customer, ticket, Deed::Move { group })
            }
            (Some(_), _) => Outcome::default(),
            (None, group) => self.by_itself(customer, ticket, Deed::Return { group }),
        }
    }

    /// How an agent stands; groups that give their tickets out want to know.
    pub fn agent_stands(&mut self, msg: AgentStands) -> Outcome {
        let agent = msg.agent;
        let groups = self.places.automatic.iter().filter(|group| {
            self.places.members.get(group).is_some_and(|members| members.contains(&agent))
                && self.places.by_group.contains_key(group)
        });
        let tells = groups.map(|group| {
            Tell::Group(*group, StaffStands { agent, stands: Some(msg.clone()) }.into())
        });
        let outcome = Outcome { tells: tells.collect(), ..Outcome::default() };
        self.places.agents.insert(agent, msg);
        outcome
    }

    /// An agent came into a main group, or left it.
    pub fn member_stands(&mut self, msg: MemberStands) -> Outcome {
        let MemberStands { agent, group, is_in } = msg;
        let members = self.places.members.entry(group).or_default();
        let is_new = if is_in { members.insert(agent) } else { members.remove(&agent) };
        let mut outcome = Outcome::default();
        let wants_to_know =
            self.places.automatic.contains(&group) && self.places.by_group.contains_key(&group);
        if is_new && wants_to_know {
            let stands = self.places.agents.get(&agent).filter(|_| is_in).cloned();
            outcome.tells.push(Tell::Group(group, StaffStands { agent, stands }.into()));
        }
        outcome
    }

    /// A main group has another label.
    pub fn place_labelled(&mut self, msg: PlaceLabelled) -> Outcome {
        if let Some(place) = self.places.by_group.get_mut(&msg.group) {
            place.speciality.clone_from(&msg.speciality);
        }
        self.places.labels.insert(msg.group, msg.speciality);
        Outcome::default()
    }

    /// Shifts have begun or ended, or were set: tickets that wait where nobody is go to where somebody is.
    pub(super) fn look_at_shifts(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        if self.places.look.take_if(|at| *at <= now).is_none() {
            return outcome;
        }
        if std::mem::take(&mut self.places.tells_staff) {
            let there = self.places.automatic.iter();
            let there = there.filter(|group| self.places.by_group.contains_key(group));
            outcome.tells.extend(there.flat_map(|group| self.places.staff_of(*group)));
        }
        if self.places.rules.move_pending {
            let waits = self.places.by_group.iter().filter(|(_, place)| place.pending > 0);
            let left = waits.map(|(group, _)| *group);
            // Each group knows what its customers wrote, which may tell where they go.
            let left = left.filter(|group| self.places.is_left_alone(*group, now));
            outcome.tells.extend(left.map(|group| Tell::Group(group, NobodyThere.into())));
        }
        self.places.plan_look(now);
        outcome
    }

    /// Does something with a case because a shift ended.
    fn by_itself(&mut self, customer: CustomerId, ticket: TicketNo, deed: Deed) -> Outcome {
        let (by, reason) = (By::Relevo, Some(SHIFT_ENDED.to_owned()));
        let receipt = Receipt::NOBODY;
        self.act(ActOnCase { customer, ticket, deed, by, reason, receipt })
    }
}
