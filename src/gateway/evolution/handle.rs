//! How a file is found again: the text that is stored with it and given back to fetch it.

/// Bytes of the text that is stored.
const STORED_MOST: usize = 500;
/// This version of the text. What another version wrote is not understood.
const VERSION: &str = "1";

/// A file of a message: by the message's id, and by an address where the server keeps a copy in S3.
///
/// Stored as `1 <id>` or `1 <id> <address>`; neither part has a space in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Handle<'a> {
    pub(super) id: &'a str,
    pub(super) url: Option<&'a str>,
}

impl<'a> Handle<'a> {
    /// As it is stored. An address that makes it too long is left out: the id finds the file too.
    pub(super) fn stored(&self) -> String {
        let short = format!("{VERSION} {}", self.id);
        match self.url.filter(|url| is_address(url)) {
            Some(url) if short.len() + 1 + url.len() <= STORED_MOST => format!("{short} {url}"),
            Some(_) | None => short,
        }
    }

    /// Reads what was stored.
    pub(super) fn read(stored: &'a str) -> Option<Self> {
        let mut words = stored.split(' ');
        let id = words.next().filter(|version| *version == VERSION).and_then(|_| words.next())?;
        let url = words.next().filter(|url| is_address(url));
        (!id.is_empty()).then_some(Self { id, url })
    }
}

fn is_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && url.bytes().all(|b| b.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_again() {
        for url in [None, Some("https://s3.example/a%20b?X-Amz-Signature=x")] {
            let handle = Handle { id: "AC00", url };
            assert_eq!(Handle::read(&handle.stored()), Some(handle));
        }
        for other in ["", "1", "1 ", "2 AC00", "AC00"] {
            assert_eq!(Handle::read(other), None, "{other}");
        }
    }

    #[test]
    fn an_address_that_is_none_or_too_long_is_left_out() {
        let long = format!("https://s3.example/{}", "x".repeat(500));
        for url in ["file:///etc/passwd", "https://a b", "", &long] {
            assert_eq!(Handle { id: "AC00", url: Some(url) }.stored(), "1 AC00", "{url}");
        }
        let fits = format!("https://s3.example/{}", "x".repeat(400));
        assert!(Handle { id: "AC00", url: Some(&fits) }.stored().len() <= STORED_MOST);
        assert_eq!(Handle::read("1 AC00 file:///etc/passwd").and_then(|handle| handle.url), None);
    }
}
