//! Why something could not be done, where Relevo itself says so: a key that is kept with the message or the
//! step, and said to people in their own language. What a gateway says is kept as it said it, and quoted.

/// Whoever it is for has no WhatsApp.
pub const NOT_ON_WHATSAPP: &str = "not-on-whatsapp";
/// The line is not in the group, any more or ever.
pub const NOT_IN_GROUP: &str = "not-in-group";
/// No more people fit into the group.
pub const GROUP_FULL: &str = "group-full";
/// There is no such group.
pub const GROUP_NOT_FOUND: &str = "group-not-found";
/// The group is not one where cases are taken.
pub const GROUP_NOT_FOR_TICKETS: &str = "group-not-for-tickets";
/// The main group is still being created.
pub const GROUP_NOT_READY: &str = "group-not-ready";
/// A group cannot be adopted as long as the line is not an administrator of it.
pub const ADOPT_NOT_ADMIN: &str = "adopt-not-admin";
/// The line is not an administrator of the group.
pub const NOT_ADMIN: &str = "not-admin";
/// The gateway cannot change groups.
pub const CANNOT_CHANGE_GROUPS: &str = "cannot-change-groups";
/// The file has more bytes than the gateway takes.
pub const FILE_TOO_LARGE: &str = "file-too-large";
/// The file did not come within its time.
pub const FILE_SLOW: &str = "file-slow";
/// WhatsApp or the gateway has thrown the file away.
pub const FILE_GONE: &str = "file-gone";
/// The file has no bytes.
pub const FILE_EMPTY: &str = "file-empty";
/// The file was here and is not in the media folder any more.
pub const FILE_NOT_HERE: &str = "file-not-here";
/// The file broke off, or stood still, on its way.
pub const FILE_BROKE_OFF: &str = "file-broke-off";
/// The gateway's server refuses the line's key.
pub const KEY_REFUSED: &str = "key-refused";
/// The gateway's server is not to be reached.
pub const SERVER_UNREACHABLE: &str = "server-unreachable";
/// The gateway's server took too long to answer.
pub const NO_ANSWER: &str = "no-answer";

/// The line was taken out of service in the panel.
pub const LINE_OFF: &str = "line-off";
/// The number was unlinked, on its phone or in the panel.
pub const LOGGED_OUT: &str = "logged-out";
/// The line's place on the gateway's server was removed.
pub const INSTANCE_REMOVED: &str = "instance-removed";
/// The line was cut in the simulator.
pub const SIMULATED: &str = "simulated";

/// The shift of whoever had it is over.
pub const SHIFT_ENDED: &str = "shift-ended";

/// All of them.
pub const ALL: [&str; 23] = [
    NOT_ON_WHATSAPP,
    NOT_IN_GROUP,
    GROUP_FULL,
    GROUP_NOT_FOUND,
    GROUP_NOT_FOR_TICKETS,
    GROUP_NOT_READY,
    ADOPT_NOT_ADMIN,
    NOT_ADMIN,
    CANNOT_CHANGE_GROUPS,
    FILE_TOO_LARGE,
    FILE_SLOW,
    FILE_GONE,
    FILE_EMPTY,
    FILE_NOT_HERE,
    FILE_BROKE_OFF,
    KEY_REFUSED,
    SERVER_UNREACHABLE,
    NO_ANSWER,
    LINE_OFF,
    LOGGED_OUT,
    INSTANCE_REMOVED,
    SIMULATED,
    SHIFT_ENDED,
];
