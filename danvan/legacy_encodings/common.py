"""The accented syllables met most often in names of places and in headings of tables."""

_SYLLABLES = """
ái án ân ấp bà bá bạch bài bãi bàn bản bảng bảo bão báo bàu bắc bằng bắt bậc bê bến bị biên biến
biệt biểu bình bò bỏ bóng bồ bổ bộ bồi bông cả cá các cách cái cảm cán càng cảnh cáo cát cẩm cần
cận cấp câu cầu cây chà chải chánh cháo chăm chấm chấn chất châu chế chỉ chí chiến chiềng chiều
chiếu chính chọn chỗ chống chợ chủ chú chuẩn chúng chuyển chư chữ chưa chức chương có còn cô cổ
cố cốc công cộng cột cơ của cục cùng cuộc cuối cư cửa cực cưới cương cường cựu dài dạng dân dẫn
dầu dấu dịch diên diễn diện dòng dùng dũng duyên dự dựng dưới dương đa đà đã đạ đài đại đan đảng
đánh đào đạo đáp đạt đặc đăk đắk đăng đằng đất đầu đây đẩy đề để đếm đến đi địa điểm điền điển
điện điều đình định đo đó đoàn đoạn đóng đô độ đốc đổi đối đôn đồn đông đồng động đỡ đơn đợt đủ
đua đúng đức đứng được đường gắn gần già giá giải giảm giám giàng giáo giáp gìn giống giới giúp
giữ giữa gò góp gốc gương hà hạ hải hàm hạn hàng hành hạnh hảo hãy hậu hệ hiền hiến hiện hiệp
hiểu hiếu hiệu hình hoà hòa hoá hóa họa hoạch hoài hoàn hoàng hoạt hoặc hoằng học hỏi hồ hỗ hộ
hồi hội hồng hơn hợp hùng huyền huyện hưng hương hưởng hướng hữu ít kép kế kênh kết khác khám
khánh khẩu khéo khê khóa khoảng khối không khương kiểm kiệm kiên kiến kiện kiểu kính kịp kỳ ký
là lạc lại làm lãng láng lạng lãnh lão lăng lâm lần lập lâu lê lễ lệ liêm liên liệt liêu liễu
liệu lĩnh loại lỗ lộ lộc lỗi lời lợi lớn lớp luật lục lùng lũng luông lụt lũy lư lực lương lượng
lượt lưu lý mã mạc mạnh máy mặt mẫu mậu mẹ mô mộc môi mỗi môn mông một mở mới mục mức mương
mường mỹ nà nạn nào này năm nằm năng nậm nâng nên nếp nêu nếu ngãi ngành ngày nghèo nghề nghị
nghĩa nghiêm nghiệm nghiệp ngọc ngô ngũ nguồn nguyên nguyễn người nhà nhạc nhắc nhân nhận nhất
nhật nhị nhiệm nhiều nhỏ nhóm nhở nhơn nhuận như nhưng những niên nói nồi nội nông nộp nơi núi
nuôi nữ nưa nước ô ở phá phải phạm pháp phát phân phần phẩy phí phiêng phìn phòng phổ phố phối
phù phủ phú phụ phúc phục phùng phụng phước phương phường phượng quả quá quản quán quảng quân
quê quế quốc quới quỳ quý quyền quyết quỳnh rà rõ rộng sách sản sáng sát sắc sâu sĩ soát sóc số
sông sống sơ sở sơn suối sử sự sửa sức sỹ tà tả tác tách tài tại tạo tàu tăng tâm tân tầng tập
tất tây tế tệ tên tệp thạch thái thàng tháng thành thạnh thăng thắng thắp thấp thật thể thêm thị
thích thiên thiện thiết thiếu thiệu thịnh thọ thoát thổ thôn thông thống thời thới thủ thụ thuận
thuộc thủy thuỷ thụy thư thứ thửa thức thực thương thường thưởng thượng tích tịch tiên tiền tiến
tiếp tiêu tín tình tỉnh tĩnh tính tịnh toàn tòng tô tổ tối tội tôn tồn tông tổng tốt tơ trà
trách trạch trại trạm tràng trào trần trấn trận trật trẻ trên trì trí trị triển triệt triều
triệu trình trọng trồng trống trợ trùng truyền trực trưng trước trương trường tú tuần tuấn túc
tục tùng túng tụng tuổi túy tuyên tuyến tư từ tử tứ tự tức từng tương tường tượng tỷ ủng ủy uyên
ứng và vạn vàng vào văn vân vẫn vận vật về vệ vì vị việc viên viễn viết việt vĩnh võ với vũ vụ
vực vương xã xá xây xếp xóa xuân xuất xuyên xử xương ý yên yêu
"""

COMMON_SYLLABLES = frozenset(_SYLLABLES.split())
