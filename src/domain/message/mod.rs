//! The typed messages between owners. Plain structs; who they are for is in [`Tell`].

mod alerting;
mod attending;
mod building;
mod carrying;
mod opening;
mod passing;
mod writing;

use super::ids::{AgentId, GroupId, SlotId};

pub use self::alerting::{
    AgentGone, Availability, Denied, Give, Granted, LinkIs, Order, OtherLine, Overdue, Pressing,
    Proclaim, Resolved, Whom,
};
pub use self::attending::{
    AgentStands, MemberStands, NobodyThere, PlaceLabelled, ReturnToShift, ShiftEnding, ShiftOver,
    StaffStands,
};
pub use self::building::{
    AddAgent, AddGroup, AgentKnown, CallDone, ChatOwned, ChatOwner, ChatReady, EditAgent,
    GroupNamed, JoinGroup, NumberChecked, Ready, RetryJob, SlotUsable, SlotsWanted,
};
pub use self::carrying::{
    CopyIs, CopyKnown, CopySent, DeliveryReport, NotDelivered, OfferOver, Post, PostExpected,
    PostLost, Posted, Reworded, SettleLetter, WarningIs,
};
pub use self::opening::{
    BlockCustomer, LiftBlock, NewTicket, OpenTicket, OpenedBy, Ordered, Place, Placed, PlacesReady,
    RatingStands, Silenced,
};
pub use self::passing::{
    ActOnCase, Asker, CaseEnded, CaseTaken, Claim, Directions, Former, HandOver, Holder, Left,
    Moved, OtherCases, PassOn, Raise, SeatRefused, SeatWanted, TakeCase, TakeTicket, WhereTo,
};
pub use self::writing::{
    Arrival, Author, Change, Classified, CustomerChanged, CustomerFound, CustomerWrote,
    GroupChanged, GroupWrote, HandRaised, SomebodyTypes,
};
pub use super::customer::{
    CustomerForgotten, EraseCustomer, LetGo, LetGone, MergeCustomers, TendCustomer,
};
pub use super::staff::{
    AgentForgotten, AgentLeft, ChatReleased, ChatRetired, Door, DropFromGroup, EditGroup,
    GroupStands, InviteAgent, Labels, Lowered, MembersChanged, PlaceClosed, RemoveAgent,
    RetireGroup, RoomFree, RoomGone, SettleGroup, SlotLeft, Unbound, UndoBinding,
};
pub use super::survey::Survey;

/// A message to another owner of the same line.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    missing_docs,
    reason = "each variant is the address and the message, documented at its type"
)]
pub enum Tell {
    /// A main group starts its life.
    StartGroup(Box<super::main_group::MainGroup>),
    /// An agent starts its life.
    StartAgent(Box<super::agent::Agent>),
    /// A slot starts its life.
    StartSlot(Box<super::slot::Slot>),
    Line(ToLine),
    Intake(ToIntake),
    Group(GroupId, ToGroup),
    Agent(AgentId, ToAgent),
    Slot(SlotId, ToSlot),
    Supervisor(ToSupervisor),
    Provisioning(ToProvisioning),
    Courier(ToCourier),
}

macro_rules! envelope {
    ($(#[$doc:meta])* $name:ident { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs, reason = "each variant is the message of that name")]
        #[allow(clippy::large_enum_variant, reason = "moved once, into a mailbox that boxes it")]
        pub enum $name { $($variant($variant)),+ }

        $(impl From<$variant> for $name {
            fn from(message: $variant) -> Self { Self::$variant(message) }
        })+
    };
}

envelope! {
    /// What a line understands from inside the house.
    ToLine { Place, HandOver, Moved, ActOnCase, AgentKnown, ChatOwned, CopyKnown, AgentForgotten, ChatReleased, PlaceClosed, Classified, Give, Proclaim, ReturnToShift, AgentStands, MemberStands, PlaceLabelled, OpenTicket, BlockCustomer, LiftBlock, TendCustomer, MergeCustomers, EraseCustomer, LetGone, WhereTo, GroupNamed, Survey, RatingStands, LinkIs }
}
envelope! {
    /// What intake understands.
    ToIntake { CustomerWrote, CustomerChanged, Placed, PlacesReady, Ordered, Silenced, LetGo }
}
envelope! {
    /// What a main group understands.
    ToGroup { NewTicket, CustomerWrote, CustomerChanged, GroupWrote, Claim, ActOnCase, SeatRefused, PassOn, TakeTicket, Raise, CaseTaken, CaseEnded, PostExpected, Posted, PostLost, ChatReady, RetireGroup, Classified, Pressing, StaffStands, Survey, HandRaised, NobodyThere }
}
envelope! {
    /// What an agent understands.
    ToAgent {
        SeatWanted, CaseEnded, Ready, SlotUsable, NumberChecked, EditAgent, Lowered, RoomGone, Unbound, RemoveAgent, Survey
    }
}
envelope! {
    /// What a slot understands.
    ToSlot {
        TakeCase, CustomerWrote, CustomerChanged, GroupWrote, GroupChanged, ActOnCase, SeatRefused, PassOn, CopySent, CopyIs, DeliveryReport, NotDelivered, Reworded, SettleLetter, SomebodyTypes, OtherCases, ChatReady, SlotLeft, Classified, AgentGone, ShiftEnding, ShiftOver, Directions, LinkIs, WarningIs,
    }
}
envelope! {
    /// What the supervisor understands.
    ToSupervisor { GroupWrote, Overdue, Raise, Resolved, Availability, ChatReady, ChatRetired, Order, Denied, Granted, LinkIs, OtherLine, AgentForgotten }
}
envelope! {
    /// What provisioning understands from inside the house.
    ToProvisioning { SlotsWanted, CallDone, AgentLeft, RoomFree, MembersChanged, GroupStands }
}
envelope! {
    /// What the courier understands from inside the house.
    ToCourier { OfferOver, SettleLetter }
}
