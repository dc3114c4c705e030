<?php
/* The facts of src/domain/aid/fact.c with the words of view/pages/aid/fact_words.xhtml. */

const FACTS = [
	'stage' => ['kind' => 'choice', 'label' => '上哪一段学', 'question' => '孩子上哪一段学？', 'hint' => '还没开学，就选马上要上的那一段。', 'choices' => ['kindergarten' => '幼儿园', 'primary' => '小学', 'junior' => '初中', 'senior' => '普通高中', 'vocational' => '中专、职高、技校', 'university' => '大学、大专']],
	'grade' => ['kind' => 'number', 'label' => '年级', 'question' => '孩子上几年级？', 'hint' => '只数这一段：初中一年级选 1。', 'min' => 1, 'max' => 9],
	'age' => ['kind' => 'number', 'label' => '年龄（周岁）', 'question' => '孩子几周岁？', 'hint' => '过了生日才算长一岁。', 'min' => 0, 'max' => 60],
	'school_place' => ['kind' => 'choice', 'label' => '学校在哪里', 'question' => '学校在哪里？', 'hint' => '', 'choices' => ['city' => '在本市', 'province' => '在山东别的市', 'elsewhere' => '在外省']],
	'school_kind' => ['kind' => 'choice', 'label' => '学校是谁办的', 'question' => '学校是谁办的？', 'hint' => '不清楚就问老师。', 'choices' => ['public' => '公办', 'inclusive' => '民办，普惠性', 'private' => '其他民办']],
	'on_roll' => ['kind' => 'yes_no', 'label' => '有没有学籍', 'question' => '孩子在学校有正式学籍吗？', 'hint' => '全日制上学、学校系统里查得到，就是有。老师能查。', 'choices' => ['yes' => '有学籍', 'no' => '没有学籍']],
	'household_place' => ['kind' => 'choice', 'label' => '户口在哪里', 'question' => '孩子的户口在哪里？', 'hint' => '看户口本第一页。', 'choices' => ['city' => '在本市', 'province' => '在山东别的市', 'elsewhere' => '在外省']],
	'rural' => ['kind' => 'yes_no', 'label' => '农村户口', 'question' => '孩子是农村户口吗？', 'hint' => '住在县城边上的村里也算。', 'choices' => ['yes' => '是', 'no' => '不是']],
	'boarding' => ['kind' => 'yes_no', 'label' => '住校', 'question' => '孩子住校吗？', 'hint' => '上学的日子晚上睡在学校，就是住校。', 'choices' => ['yes' => '住校', 'no' => '不住校']],
	'registered_poor' => ['kind' => 'yes_no', 'label' => '建档立卡', 'question' => '家里是建档立卡贫困户吗？', 'hint' => '村里发过《扶贫手册》的就是。已经脱贫、还享受政策的也算。', 'choices' => ['yes' => '是', 'no' => '不是']],
	'minimum_living' => ['kind' => 'yes_no', 'label' => '低保', 'question' => '家里领低保吗？', 'hint' => '有低保证，每月领低保金。', 'choices' => ['yes' => '领低保', 'no' => '不领低保']],
	'extreme_poverty' => ['kind' => 'yes_no', 'label' => '特困供养', 'question' => '孩子是特困供养的吗？', 'hint' => '有《特困人员救助供养证》。', 'choices' => ['yes' => '是', 'no' => '不是']],
	'orphan' => ['kind' => 'yes_no', 'label' => '孤儿', 'question' => '孩子是孤儿吗？', 'hint' => '民政部门认定过、领孤儿生活费的。', 'choices' => ['yes' => '是', 'no' => '不是']],
	'disabled' => ['kind' => 'yes_no', 'label' => '孩子有残疾证', 'question' => '孩子有残疾证吗？', 'hint' => '', 'choices' => ['yes' => '有证', 'no' => '没有证']],
	'parent_disabled' => ['kind' => 'yes_no', 'label' => '爸妈有残疾证', 'question' => '爸爸或者妈妈有残疾证吗？', 'hint' => '', 'choices' => ['yes' => '有证', 'no' => '没有证']],
	'martyr_child' => ['kind' => 'yes_no', 'label' => '烈士或优抚家庭', 'question' => '孩子是烈士子女，或者优抚家庭的孩子吗？', 'hint' => '优抚：家里有伤残军人、因公牺牲军人等。', 'choices' => ['yes' => '是', 'no' => '不是']],
	'other_hardship' => ['kind' => 'yes_no', 'label' => '学校认定过困难', 'question' => '学校认定过家里经济困难吗？', 'hint' => '因为生病、受灾、没人挣钱等。没认定过，可以向班主任申请。', 'choices' => ['yes' => '认定过', 'no' => '没认定过']],
	'major' => ['kind' => 'choice', 'label' => '学的专业', 'question' => '学的是哪一类专业？', 'hint' => '', 'choices' => ['agriculture' => '农业类', 'arts' => '艺术表演类', 'other' => '别的']],
	'tuition' => ['kind' => 'money', 'label' => '一年学费（元）', 'question' => '一年学费多少元？', 'hint' => '只写学费，不加住宿费、书费。', 'min' => 0, 'max' => 10000000],
	'admitted' => ['kind' => 'yes_no', 'label' => '大学录取', 'question' => '孩子收到大学录取通知书了吗？', 'hint' => '已经在上大学，也选“是”。', 'choices' => ['yes' => '是', 'no' => '还没有']],
	'other_loan' => ['kind' => 'yes_no', 'label' => '校园地贷款', 'question' => '今年在大学里办过助学贷款吗？', 'hint' => '', 'choices' => ['yes' => '办过', 'no' => '没办过']],
	'co_borrower' => ['kind' => 'yes_no', 'label' => '有人一起签字', 'question' => '爸妈或者别的大人愿意一起签字借款吗？', 'hint' => '', 'choices' => ['yes' => '愿意', 'no' => '没有人愿意']],
];
