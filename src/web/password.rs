//! Passwords: argon2id, few at a time, and as slow for an unknown name as for a known one.

use std::sync::LazyLock;

use actix_web::web;
use argon2::Argon2;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use tokio::sync::Semaphore;

use super::error::WebError;

/// The shortest password that is taken, in characters.
pub const PASSWORD_LEAST: usize = 10;
/// The longest, in bytes: hashing more is only work for us.
pub const PASSWORD_MOST: usize = 512;
/// Each hash takes 19 MiB for a moment.
static AT_ONCE: Semaphore = Semaphore::const_new(4);
/// Verified when nobody has that name, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> =
    LazyLock::new(|| hash_now("nobody has this password").ok());

/// Hashes a new password.
///
/// # Errors
/// The hash cannot be made; a fault.
pub async fn hash(password: String) -> Result<String, WebError> {
    let _turn = AT_ONCE.acquire().await.map_err(|error| WebError::fault(&error))?;
    web::block(move || hash_now(&password)).await?.map_err(|error| WebError::fault(&error))
}

/// Whether the password is the one that was hashed. `None`: nobody has that name.
///
/// # Errors
/// The blocking pool is gone; a fault.
pub async fn is_right(password: String, stored: Option<String>) -> Result<bool, WebError> {
    if password.len() > PASSWORD_MOST {
        return Ok(false);
    }
    let _turn = AT_ONCE.acquire().await.map_err(|error| WebError::fault(&error))?;
    Ok(web::block(move || verify_now(&password, stored.as_deref())).await?)
}

/// Hashes on this thread; for the command line.
///
/// # Errors
/// The hash cannot be made.
pub fn hash_now(password: &str) -> Result<String, argon2::password_hash::Error> {
    let salt = SaltString::generate(&mut OsRng);
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt)?.to_string())
}

fn verify_now(password: &str, stored: Option<&str>) -> bool {
    let known = stored.is_some();
    let Some(hash) = stored.or(NOBODY.as_deref()) else { return false };
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_is_right_and_nobodys_never_is() {
        let stored = hash_now("una clave larga").unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(verify_now("una clave larga", Some(&stored)));
        assert!(!verify_now("otra", Some(&stored)));
        assert!(!verify_now("una clave larga", Some("not a hash")));
        assert!(!verify_now("nobody has this password", None));
    }
}
