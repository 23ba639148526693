"""The problems of the sample platform: well-known kinds, each in many variations."""

from __future__ import annotations

from dataclasses import dataclass

from backend.platforms.base.fields import Difficulty

_KINDS: tuple[tuple[str, Difficulty, tuple[str, ...]], ...] = (
    ("Pair With a Given Sum", "Easy", ("array", "hash table")),
    ("Balanced Brackets", "Easy", ("string", "stack")),
    ("Reverse a Linked List", "Easy", ("linked list",)),
    ("Merge Sorted Lists", "Easy", ("linked list", "merging")),
    ("Binary Search", "Easy", ("array", "binary search")),
    ("First Unique Character", "Easy", ("string", "hash table")),
    ("Palindrome Check", "Easy", ("string", "two pointers")),
    ("Fizz Buzz", "Easy", ("math",)),
    ("Roman Numerals", "Easy", ("string", "math")),
    ("Caesar Cipher", "Easy", ("string", "cipher")),
    ("Staircase Ways", "Easy", ("dynamic programming",)),
    ("Anagram Check", "Easy", ("string", "sorting")),
    ("Best Day to Sell", "Easy", ("array", "greedy")),
    ("Tree Depth", "Easy", ("tree", "recursion")),
    ("Mirror a Tree", "Easy", ("tree", "recursion")),
    ("Missing Number", "Easy", ("array", "bits")),
    ("Majority Vote", "Easy", ("array", "counting")),
    ("Prime Sieve", "Easy", ("math",)),
    ("Greatest Common Divisor", "Easy", ("math", "recursion")),
    ("Count Set Bits", "Easy", ("bits",)),
    ("Rotate an Array", "Easy", ("array",)),
    ("Run-Length Encoding", "Easy", ("string",)),
    ("Leap Years", "Easy", ("math", "dates")),
    ("Queue From Two Stacks", "Easy", ("stack", "queue")),
    ("Longest Substring", "Medium", ("string", "sliding window")),
    ("Spiral Matrix", "Medium", ("matrix",)),
    ("Rotate an Image", "Medium", ("matrix",)),
    ("Merge Intervals", "Medium", ("sorting", "intervals")),
    ("Meeting Rooms", "Medium", ("heap", "intervals")),
    ("Kth Largest Element", "Medium", ("heap", "sorting")),
    ("Level Order Walk", "Medium", ("tree", "queue")),
    ("Validate a Search Tree", "Medium", ("tree", "binary search")),
    ("Lowest Common Ancestor", "Medium", ("tree",)),
    ("Number of Islands", "Medium", ("graph", "matrix")),
    ("Course Order", "Medium", ("graph", "topological sort")),
    ("Coin Change", "Medium", ("dynamic programming",)),
    ("Longest Rising Subsequence", "Medium", ("dynamic programming",)),
    ("Edit Distance", "Medium", ("dynamic programming", "string")),
    ("Knapsack", "Medium", ("dynamic programming",)),
    ("Robot Paths", "Medium", ("dynamic programming", "math")),
    ("Permutations", "Medium", ("backtracking",)),
    ("Subset Sums", "Medium", ("backtracking",)),
    ("Word Search", "Medium", ("backtracking", "matrix")),
    ("Least Recently Used Cache", "Medium", ("design", "hash table")),
    ("Prefix Tree", "Medium", ("design", "tree")),
    ("Group Anagrams", "Medium", ("hash table", "string")),
    ("Product of the Others", "Medium", ("array",)),
    ("Container With Water", "Medium", ("two pointers", "greedy")),
    ("Decode a Message", "Medium", ("string", "recursion")),
    ("Daily Temperatures", "Medium", ("stack", "array")),
    ("Shortest Bridge", "Medium", ("graph",)),
    ("Network Delay", "Medium", ("graph", "heap")),
    ("Eight Queens", "Hard", ("backtracking",)),
    ("Sudoku Solver", "Hard", ("backtracking", "matrix")),
    ("Trapped Rain", "Hard", ("two pointers", "stack")),
    ("Median of a Stream", "Hard", ("heap", "design")),
    ("Pattern Matching", "Hard", ("dynamic programming", "string")),
    ("Word Ladder", "Hard", ("graph", "string")),
    ("Largest Rectangle", "Hard", ("stack", "array")),
    ("Smallest Window", "Hard", ("sliding window", "string")),
    ("Travelling Salesman", "Hard", ("dynamic programming", "graph")),
    ("Maximum Flow", "Hard", ("graph",)),
    ("Convex Hull", "Hard", ("geometry",)),
    ("Expression Parser", "Hard", ("stack", "parsing")),
)
_VARIATIONS = (
    "",
    " II",
    " III",
    " With Duplicates",
    " in a Stream",
    " in Place",
    " on a Circle",
    " Without Recursion",
    " With Big Numbers",
    " in Linear Time",
    " With Negative Values",
    " for Two Players",
    " With Limits",
    " Backwards",
    " With Undo",
    " at Scale",
    " With Wildcards",
    " on a Budget",
    " in Parallel",
    " With Gaps",
)
COUNT = len(_KINDS) * len(_VARIATIONS)


@dataclass(frozen=True, slots=True)
class Problem:
    id: str
    title: str
    difficulty: Difficulty
    tags: tuple[str, ...]


def problem(number: int) -> Problem:
    """Problem `number`, counted around: any whole number names one."""
    variation, kind = divmod(number % COUNT, len(_KINDS))
    title, difficulty, tags = _KINDS[kind]
    return Problem(f"p{number % COUNT:04d}", title + _VARIATIONS[variation], difficulty, tags)
