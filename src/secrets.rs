//! Secrets of gateways, encrypted at rest with a key that is kept outside the database.

use std::fs;
use std::io::Write;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};

const NONCE: usize = 12;

/// Why a secret could not be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The key file cannot be read or created.
    #[error("cannot use the key file: {0}")]
    File(#[from] std::io::Error),
    /// The key file does not hold a key.
    #[error("the key file does not hold a key of 32 bytes in base64")]
    Key,
    /// The system gave no random bytes.
    #[error("the system gives no random bytes")]
    Random,
    /// The secret was encrypted with another key, or is damaged.
    #[error(
        "the secret cannot be decrypted with this key: was the data folder moved without secret.key?"
    )]
    Sealed,
}

/// The key to all secrets.
pub struct Vault {
    cipher: ChaCha20Poly1305,
}

impl Vault {
    /// The key in `secret.key` of the data folder; made at the first start, readable by its owner only.
    ///
    /// # Errors
    /// [`SecretError`] when the file cannot be used.
    pub fn open(data: &Path) -> Result<Self, SecretError> {
        fs::create_dir_all(data)?;
        let file = data.join("secret.key");
        let key = match fs::read_to_string(&file) {
            Ok(text) => STANDARD.decode(text.trim()).map_err(|_not_base64| SecretError::Key)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => create(&file)?,
            Err(error) => return Err(error.into()),
        };
        if key.len() != 32 {
            return Err(SecretError::Key);
        }
        Ok(Self { cipher: ChaCha20Poly1305::new(Key::from_slice(&key)) })
    }

    /// Encrypts.
    ///
    /// # Errors
    /// [`SecretError::Random`] when there are no random bytes.
    pub fn seal(&self, plain: &str) -> Result<String, SecretError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_no_entropy| SecretError::Random)?;
        let sealed = self.cipher.encrypt(Nonce::from_slice(&nonce), plain.as_bytes());
        let sealed = sealed.map_err(|_too_long| SecretError::Sealed)?;
        Ok(STANDARD.encode([&nonce[..], &sealed].concat()))
    }

    /// Decrypts.
    ///
    /// # Errors
    /// [`SecretError::Sealed`] when it was not sealed with this key.
    pub fn open_sealed(&self, sealed: &str) -> Result<String, SecretError> {
        let bytes = STANDARD.decode(sealed).map_err(|_not_base64| SecretError::Sealed)?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE).ok_or(SecretError::Sealed)?;
        let plain = self
            .cipher
            .decrypt(Nonce::from_slice(nonce), sealed)
            .map_err(|_wrong_key| SecretError::Sealed)?;
        String::from_utf8(plain).map_err(|_not_text| SecretError::Sealed)
    }
}

fn create(file: &Path) -> Result<Vec<u8>, SecretError> {
    let mut key = vec![0; 32];
    getrandom::fill(&mut key).map_err(|_no_entropy| SecretError::Random)?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut handle = options.open(file)?;
    handle.write_all(STANDARD.encode(&key).as_bytes())?;
    handle.sync_all()?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_with_its_key_only() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let sealed = Vault::open(here.path()).unwrap().seal("clave de la API").unwrap();
        assert!(!sealed.contains("clave"));
        assert_eq!(
            Vault::open(here.path()).unwrap().open_sealed(&sealed).unwrap(),
            "clave de la API"
        );
        assert!(matches!(
            Vault::open(there.path()).unwrap().open_sealed(&sealed),
            Err(SecretError::Sealed)
        ));
        assert!(Vault::open(there.path()).unwrap().open_sealed("AAAA").is_err());
    }
}
