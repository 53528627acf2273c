//! Why somebody in the simulator could not do what they wanted.

/// Why an operation of a person, or of the page, was turned down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SimulatorError {
    /// There is no such person.
    #[error("there is no such person in the simulator")]
    UnknownPerson,
    /// There is no such group.
    #[error("there is no such group in the simulator")]
    UnknownGroup,
    /// Only members write in a group.
    #[error("the person is not in this group")]
    NotMember,
    /// The quoted message is in no chat that the person sees.
    #[error("the quoted message is not known")]
    UnknownMessage,
    /// The link leads to no group.
    #[error("the invite link leads nowhere")]
    UnknownLink,
    /// Numbers that end in 0000 are not on WhatsApp, for training.
    #[error("this number is not on whatsapp")]
    NotOnWhatsApp,
    /// The number is the line's own.
    #[error("this number is the line's own")]
    OwnNumber,
    /// Nothing was written.
    #[error("there is nothing in it")]
    Empty,
    /// More characters or entries than WhatsApp takes.
    #[error("it is too long")]
    TooLong,
    /// A place that is not on Earth.
    #[error("these are no coordinates")]
    NoPlace,
    /// Only one's own messages are changed.
    #[error("the message is somebody else's")]
    NotYours,
    /// Messages are changed for a quarter of an hour, and deleted for two days.
    #[error("the message is too old for that")]
    TooLate,
    /// Only texts, and what stands below files.
    #[error("the message has no words that can be changed")]
    NoWords,
    /// More than one emoji, or none.
    #[error("this is no emoji")]
    NoEmoji,
    /// The file cannot be read or kept, or has nothing in it.
    #[error("the file cannot be used")]
    NoFile,
    /// A file larger than is taken.
    #[error("the file is too large")]
    TooLarge,
    /// With a phone that is off nothing is done.
    #[error("the person's phone is off")]
    PhoneOff,
    /// As many people as the simulator takes.
    #[error("the simulator is full")]
    Full,
}
