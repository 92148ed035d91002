//! Ballast: space that is given back when the disk is full, so that a save still finds some.

use crate::{Drawer, Read, Shelf, ShelfFault, Write};

/// The ballast: as many pieces of so many bytes, each large enough that a browser keeps it in a file of
/// its own and can give the space back at once.
const BALLAST: (usize, usize) = (4, 1 << 20);
/// The key that says that there is ballast, and the keys of its pieces.
const BALLAST_MARK: &str = "ballast-mark";
const BALLAST_PIECE: &str = "ballast-piece";

impl Shelf {
    /// Puts ballast into the store where there is none: space that can be given back when the disk is
    /// full, so that a save still finds some.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn lay_ballast(&self) -> Result<(), ShelfFault> {
        let [mark] = self.read([Read::one(Drawer::Settings, BALLAST_MARK)]).await?;
        if !mark.is_empty() {
            return Ok(());
        }
        let (n_pieces, n_bytes) = BALLAST;
        let mut writes = vec![Write::put(Drawer::Settings, BALLAST_MARK, "laid".to_owned())];
        for at in 0..n_pieces {
            let key = format!("{BALLAST_PIECE}/{at}");
            writes.push(Write::put(Drawer::Settings, key, noise(at as u32 + 1, n_bytes)));
        }
        let laid = self.commit(writes).await;
        self.is_low.set(laid.is_err());
        laid
    }

    /// Whether the disk is nearly full: the ballast is gone, or there was no room for it.
    pub fn is_low(&self) -> bool {
        self.is_low.get()
    }

    /// Gives the ballast back; gives whether that may have made room.
    pub(crate) async fn free_ballast(&self) -> bool {
        let is_laid = self.has_ballast().await.unwrap_or(false);
        let clear = |key: &str| {
            let range = (key.to_owned(), format!("{key}~"));
            Write::clear(Drawer::Settings, range)
        };
        let freed = vec![clear(BALLAST_MARK), clear(BALLAST_PIECE)];
        is_laid && self.commit(freed).await.is_ok()
    }

    /// Whether there is ballast.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn has_ballast(&self) -> Result<bool, ShelfFault> {
        let [mark] = self.read([Read::one(Drawer::Settings, BALLAST_MARK)]).await?;
        Ok(!mark.is_empty())
    }
}

/// Letters that no browser can store in less space than they take.
fn noise(mut state: u32, n_letters: usize) -> String {
    let next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        char::from(b'0' + (state >> 8) as u8 % 64)
    };
    std::iter::repeat_with(next).take(n_letters).collect()
}
