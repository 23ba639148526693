"""What is asked of LeetCode's GraphQL."""

RECENT_QUERY = """
query recentAcSubmissions($username: String!, $limit: Int!) {
  recentAcSubmissionList(username: $username, limit: $limit) { title titleSlug timestamp statusDisplay lang }
}
"""

PROGRESS_QUERY = """
query userProgressQuestionList($filters: UserProgressQuestionListInput) {
  userProgressQuestionList(filters: $filters) {
    totalNum
    questions { title titleSlug difficulty lastSubmittedAt questionStatus topicTags { name } }
  }
}
"""

PROFILE_QUERY = """
query userPublicProfile($username: String!) {
  matchedUser(username: $username) {
    username
    profile { ranking }
    submitStatsGlobal { acSubmissionNum { difficulty count } }
    submissionCalendar
  }
  userContestRanking(username: $username) { rating }
}
"""

OWNER_QUERY = """
query globalData {
  userStatus { isSignedIn username }
}
"""

QUESTIONS_QUERY = """
query problemsetQuestionList($categorySlug: String, $limit: Int, $skip: Int, $filters: QuestionListFilterInput) {
  problemsetQuestionList: questionList(categorySlug: $categorySlug, limit: $limit, skip: $skip, filters: $filters) {
    total: totalNum
    questions: data { titleSlug difficulty topicTags { name } }
  }
}
"""
