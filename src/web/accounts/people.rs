//! Who may use the panel: created, changed, invited, removed.

use diesel::result::Error as QueryError;

use super::{Accounts, hex};
use crate::domain::ids::{AgentId, LineId, Timestamp};
use crate::domain::settings::Language;
use crate::store::users::{self, Changed, CreateUserError, NewUser, Role, UserId, UserRow};
use crate::store::{Conn, invitations, sessions};
use crate::web::error::WebError;
use crate::web::secret::{FormKey, TokenHash};

/// What is set for a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserForm {
    /// What people read.
    pub name: String,
    /// What the user may do.
    pub role: Role,
    /// The language of the panel.
    pub language: Language,
    /// The agent who an operator is.
    pub attends: Option<(LineId, AgentId)>,
}

impl Accounts {
    /// Creates a user who sets a password by a link. Nothing, if somebody has that login.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn invite(
        &self,
        login: String,
        form: UserForm,
        token: TokenHash,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<UserId>, WebError> {
        self.write(move |conn| {
            let new = NewUser {
                login,
                name: form.name,
                password_hash: String::new(),
                role: form.role,
                language: form.language,
                created_at: now,
            };
            let user = match users::create(conn, &new) {
                Ok(user) => user,
                Err(CreateUserError::LoginTaken) => return Ok(None),
                Err(CreateUserError::Query(error)) => return Err(error),
            };
            users::set_attends(conn, user, form.attends)?;
            invitations::issue(conn, user, &hex(token), until)?;
            Ok(Some(user))
        })
        .await
    }

    /// Changes a user.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn change_user(&self, user: UserId, form: UserForm) -> Result<Changed, WebError> {
        self.write(move |conn| {
            let changed = users::update(conn, user, &form.name, form.role, form.language)?;
            if changed == Changed::Done {
                users::set_attends(conn, user, form.attends)?;
            }
            Ok(changed)
        })
        .await
    }

    /// Makes a link with which a user sets a password. The present one stops working and all sessions end: the
    /// answer are those.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn reset_password(
        &self,
        user: UserId,
        token: TokenHash,
        until: Timestamp,
    ) -> Result<Vec<FormKey>, WebError> {
        self.write(move |conn| {
            let ended = sessions_of(conn, user)?;
            if users::set_password(conn, user, "")? {
                invitations::issue(conn, user, &hex(token), until)?;
            }
            Ok(ended)
        })
        .await
    }

    /// Replaces a password; all sessions end: the answer are those.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn set_password(
        &self,
        user: UserId,
        password_hash: String,
    ) -> Result<Vec<FormKey>, WebError> {
        self.write(move |conn| {
            let ended = sessions_of(conn, user)?;
            users::set_password(conn, user, &password_hash)?;
            Ok(ended)
        })
        .await
    }

    /// Whose link this is, unless it was used or has expired.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn invited(
        &self,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Option<UserRow>, WebError> {
        self.read(move |conn| invitations::find(conn, &hex(token), now)).await
    }

    /// Sets the password of whoever was invited, and uses the link up. Nothing, if it was used already.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn accept_invitation(
        &self,
        token: TokenHash,
        now: Timestamp,
        password_hash: String,
    ) -> Result<Option<UserRow>, WebError> {
        self.write(move |conn| invitations::accept(conn, &hex(token), now, &password_hash)).await
    }

    /// Deletes a user; all sessions end: the answer are those.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn delete_user(&self, user: UserId) -> Result<(Changed, Vec<FormKey>), WebError> {
        self.write(move |conn| {
            let ended = sessions_of(conn, user)?;
            let changed = users::delete(conn, user)?;
            Ok((changed, ended))
        })
        .await
    }
}

fn sessions_of(conn: &mut Conn, user: UserId) -> Result<Vec<FormKey>, QueryError> {
    let stored = sessions::of_user(conn, user)?;
    Ok(stored.iter().filter_map(|session| FormKey::read(session)).collect())
}
