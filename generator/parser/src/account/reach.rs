//! Which of many ranges, sorted by their starts, end behind a place: found without looking at the others.

/// The ends of ranges, as a tree in which each node holds the greatest end below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// The root is at 1, the children of a node at twice its place and the place after; the leaves are the second half.
    nodes: Vec<usize>,
}

impl Reach {
    pub(super) fn new(ends: impl ExactSizeIterator<Item = usize>) -> Self {
        let leaves = ends.len().next_power_of_two();
        let mut nodes = vec![0; leaves];
        nodes.extend(ends);
        nodes.resize(2 * leaves, 0);
        for node in (1..leaves).rev() {
            let greatest = at(&nodes, 2 * node).max(at(&nodes, 2 * node + 1));
            if let Some(value) = nodes.get_mut(node) {
                *value = greatest;
            }
        }
        Self { nodes }
    }

    /// The indexes before `limit` of the ranges that end behind `place`, in order.
    pub(super) fn beyond(&self, place: usize, limit: usize) -> impl Iterator<Item = usize> {
        let next = move |from: usize| self.first(from, place).filter(|index| *index < limit);
        std::iter::successors(next(0), move |index| next(index + 1))
    }

    /// The first index, not before `from`, of a range that ends behind `place`.
    fn first(&self, from: usize, place: usize) -> Option<usize> {
        let leaves = self.nodes.len() / 2;
        let mut node = leaves + from;
        if from >= leaves {
            return None;
        }
        // Up, to the right, until a node holds such an end; then down to its first leaf that does.
        while at(&self.nodes, node) <= place {
            while node % 2 == 1 {
                node /= 2;
            }
            // The way up leads to the root, or out of it, when nothing is left on the right.
            if node == 0 {
                return None;
            }
            node += 1;
        }
        while node < leaves {
            node *= 2;
            if at(&self.nodes, node) <= place {
                node += 1;
            }
        }
        Some(node - leaves)
    }
}

fn at(nodes: &[usize], index: usize) -> usize {
    nodes.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every answer of the tree for some ends is that of a look at all of them.
    #[track_caller]
    fn check(ends: &[usize]) {
        let reach = Reach::new(ends.iter().copied());
        for place in 0..=ends.iter().max().copied().unwrap_or_default() + 1 {
            for limit in 0..=ends.len() {
                let found: Vec<usize> = reach.beyond(place, limit).collect();
                let expect: Vec<usize> = (0..limit).filter(|index| ends.get(*index) > Some(&place)).collect();
                assert_eq!(found, expect, "{ends:?} behind {place}, before {limit}");
            }
        }
    }

    #[test]
    fn what_ends_behind_a_place_is_found() {
        check(&[]);
        check(&[3]);
        check(&[9, 1, 2, 3]);
        check(&[1, 1, 1, 1, 9]);
        check(&[5, 2, 8, 2, 1, 7, 3, 3, 6]);
        check(&[1, 2, 3, 4, 5, 6, 7, 8]);
        check(&[8, 7, 6, 5, 4, 3, 2, 1]);
    }
}
